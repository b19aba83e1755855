public import SCIM

/// One provider's dialect: its adapter's library, the lenient forms and the knobs, as one reading and one rendering.
public struct Dialect: Sendable {
  /// Whether the lenient forms are off.
  public let strict: Bool
  /// What the RFC leaves open or the dialect means otherwise.
  public let semantics: WriteSemantics
  /// How answers are wanted.
  public let answers: AnswerPolicy
  /// What becomes of users who go.
  public let lifecycle: LifecyclePolicy
  /// The resource types of the provider's endpoint, with the extensions that it declares.
  public var types = ResourceTypes.standard
  /// What is applied after the library on the way in, in this order, and before it on the way out.
  public private(set) var deviations: [any Deviation]

  let library: (any AdapterLibrary)?
  /// Those among the deviations that a request without a body may need.
  private var bodiless: [any Deviation] = []

  /// A dialect of an adapter's choices.
  /// - Throws: an error that names the knob which doesn't exist, or what can be chosen for it.
  public init(
    strict: Bool = false, knobs: [String: String] = [:], library: (any AdapterLibrary)? = nil
  ) throws(AdapterOptionError) {
    var (semantics, answers): (WriteSemantics, AnswerPolicy) = strict ? (.rfc, .rfc) : (.lenient, AnswerPolicy())
    var lifecycle = LifecyclePolicy()
    for (name, value) in knobs.sorted(by: { $0.key < $1.key }) {
      try Knobs.check(name, value)
      _ = semantics.set(name, value) || answers.set(name, value) || lifecycle.set(name, value)
    }
    (self.strict, self.semantics, self.answers, self.library) = (strict, semantics, answers, library)
    self.lifecycle = lifecycle
    deviations =
      (knobs[Knobs.roleValueJSON.name] == "on" ? [RolesInText()] : [])
      + LenientForms.all.filter { (knobs[$0.name] ?? (strict ? "off" : "on")) == "on" }
      + (lifecycle.deactivateBy == .any ? [] : [UnexpectedEnd(policy: lifecycle)])
      + [PatchReplyStatus(policy: answers)] + (answers.responseMedia == .json ? [ResponseMediaType()] : [])
    bodiless = deviations.filter { !$0.readsBodiesAlone }
  }

  /// The same dialect with some of its deviations left out, by name: what shows whether they are needed.
  public func without(_ names: Set<String>) -> Dialect {
    var copy = self
    copy.deviations.removeAll { names.contains($0.name) }
    copy.bodiless.removeAll { names.contains($0.name) }
    return copy
  }

  /// Reads a request: the library first, then the lenient forms; it leaves as RFC 7644 and the dialect's semantics.
  ///
  /// The library isn't given the headers that let somebody in.
  /// - Throws: `AdapterFailure` when the library's code fails.
  public func normalize(_ request: AdapterRequest) throws(AdapterFailure) -> AdapterRequest {
    var request = request
    (request.semantics, request.types) = (semantics, types)
    if let library {
      request = try library.normalize(request.withoutCredentials)
      request.types = types
    }
    for deviation in request.body == nil ? bodiless : deviations { deviation.normalize(&request) }
    return request
  }

  /// Whether the body of an answer to a read may leave otherwise than the RFC has it: by the library alone, since no
  /// deviation of the shelves touches it.
  public var rendersReads: Bool { library?.rendersAnswers ?? false }

  /// Renders an answer to a normalised request. When the library's code fails the RFC's form stands, with a note.
  public func render(_ response: AdapterResponse, to request: AdapterRequest) -> AdapterResponse {
    var response = response
    for deviation in deviations.reversed() { deviation.render(&response, to: request) }
    guard let library else { return response }
    do throws(AdapterFailure) { return try library.render(response, to: request.withoutCredentials) } catch {
      response.note("the adapter could not render the answer: \(error)")
      return response
    }
  }
}
