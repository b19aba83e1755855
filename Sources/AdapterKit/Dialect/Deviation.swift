/// One departure of a dialect from the RFC, undone on the way in and done again on the way out.
public protocol Deviation: Sendable {
  /// Its name in documentation and configuration.
  var name: String { get }
  /// The section it departs from: `RFC 7644 §3.5.2`.
  var rfc: String { get }
  /// The facts that show it: `E-31`.
  var facts: [String] { get }
  /// What it does, in one sentence.
  var summary: String { get }

  /// Whether it leaves every request without a body as it is: then it isn't asked about one.
  var readsBodiesAlone: Bool { get }

  /// Rewrites the request to the RFC's form, with a note; leaves it untouched where it doesn't apply.
  func normalize(_ request: inout AdapterRequest)

  /// Rewrites the answer to the dialect's form; leaves it untouched where it doesn't apply.
  func render(_ response: inout AdapterResponse, to request: AdapterRequest)
}

extension Deviation {
  /// It may have to do with any request.
  public var readsBodiesAlone: Bool { false }

  /// Leaves the request as it is.
  public func normalize(_ request: inout AdapterRequest) {}

  /// Leaves the answer as it is.
  public func render(_ response: inout AdapterResponse, to request: AdapterRequest) {}
}
