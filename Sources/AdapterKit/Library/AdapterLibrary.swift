/// An adapter's code, wherever it runs: in this process, behind a table, in a child process.
public protocol AdapterLibrary: Sendable {
  /// Whether `render` may do anything.
  var rendersAnswers: Bool { get }

  /// Turns a request of the IdP's dialect into RFC 7644.
  /// - Throws: `AdapterFailure` when the code fails; the request was not carried out.
  func normalize(_ request: AdapterRequest) throws(AdapterFailure) -> AdapterRequest

  /// Turns the RFC's answer into the one that the IdP expects.
  /// - Throws: `AdapterFailure` when the code fails; the RFC's answer is still good.
  func render(_ response: AdapterResponse, to request: AdapterRequest) throws(AdapterFailure) -> AdapterResponse

  /// How its processes fare; nil when it has none.
  var state: LibraryState? { get }

  /// How many calls it takes at once, where each may have to wait for another process; nil where none waits.
  var callsAtOnce: Int? { get }
}

extension AdapterLibrary {
  /// It may, unless the library says otherwise.
  public var rendersAnswers: Bool { true }
}

/// An adapter's code failed: the operator's to read, never the IdP's.
public struct AdapterFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the library said, or what was wrong with its answer.
  public var description: String
  /// In how many seconds the same may succeed, where it was never asked; nil when it failed.
  public var retryAfter: Int?

  /// A failure with its reason.
  public init(_ description: String, retryAfter: Int? = nil) {
    (self.description, self.retryAfter) = (description, retryAfter)
  }
}

/// A Swift adapter that is linked into the process: tests, and tools that need no library.
public struct LinkedAdapter<Adapter: IdentityProviderAdapter>: AdapterLibrary {
  private let adapter: Adapter

  /// The adapter's code as a library.
  public init(_ adapter: Adapter) { self.adapter = adapter }

  /// The adapter's own `normalize`.
  public func normalize(_ request: AdapterRequest) -> AdapterRequest { adapter.normalize(request) }

  /// The adapter's own `render`.
  public func render(_ response: AdapterResponse, to request: AdapterRequest) -> AdapterResponse {
    adapter.render(response, to: request)
  }
}
