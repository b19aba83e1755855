import JSON

/// One function of the mapping language: all that is known about it stands here and nowhere else.
struct Function: Sendable {
  /// What is wanted in one place of the argument list.
  struct Parameter: Sendable {
    let name: String
    let type: ExpressionType

    init(_ name: String, _ type: ExpressionType) {
      self.name = name
      self.type = type
    }
  }

  /// How the result's type follows from the arguments.
  enum Result: Sendable {
    case always(ExpressionType)
    /// One of the arguments comes out: those for whose index this holds.
    case oneOf(@Sendable (Int) -> Bool)
  }

  /// Ours, in lowerCamel.
  let name: String
  /// The names that administrators of Entra ID and Okta already type; case doesn't matter.
  let aliases: [String]
  /// Arguments that must be there.
  let parameters: [Parameter]
  /// Arguments that may follow.
  var optional: [Parameter] = []
  /// Arguments that follow at least once, again and again as a group.
  var repeated: [Parameter] = []
  let result: Result
  /// One sentence for the manual, without a full stop.
  let summary: String
  /// A call and what it gives, as the manual shows it; the tests run it.
  let example: (call: String, gives: String)
  /// Computes the result; the arguments have the parameters' types or are null.
  let body: @Sendable (Arguments) throws(LimitExceeded) -> JSON

  /// What is wanted as the argument at `index`; nil when there are too many.
  func parameter(at index: Int) -> Parameter? {
    let fixed = parameters + optional
    if index < fixed.count { return fixed[index] }
    return repeated.isEmpty ? nil : repeated[(index - fixed.count) % repeated.count]
  }

  /// Whether it may be called with that many arguments.
  func takes(count: Int) -> Bool {
    guard !repeated.isEmpty else { return (parameters.count...parameters.count + optional.count).contains(count) }
    let rest = count - parameters.count
    return rest >= repeated.count && rest % repeated.count == 0
  }

  /// `switch(value, default, key, result, …)`.
  var signature: String {
    let names = parameters.map(\.name) + optional.map { "[\($0.name)]" } + repeated.map(\.name)
    return "\(name)(\((names + (repeated.isEmpty ? [] : ["…"])).joined(separator: ", ")))"
  }

  /// The type that comes out for arguments of these types.
  func resultType(of arguments: [ExpressionType]) -> ExpressionType {
    switch result {
    case .always(let type): return type
    case .oneOf(let comesOut):
      let types = arguments.enumerated().filter { comesOut($0.offset) }.map(\.element)
      return types.dropFirst().reduce(types.first ?? .any) { $0.joined(with: $1) }
    }
  }
}

/// The text or the work of a mapping exceeds its limit.
struct LimitExceeded: Error, Hashable, Sendable {
  /// What was too much, in words.
  let what: String

  /// UTF-8 bytes that one text may have.
  static let textBytes = 65_536
  static let text = LimitExceeded(what: "the result has more than 64 KiB")
  static let work = LimitExceeded(what: "the mapping takes too long")
}
