public import Text

/// Who asks for a change, in which request, and when.
public struct AuditActor: Sendable, Hashable {
  /// `cli:root`, `admin:…`, `token:tok_…`: what the audit entry says.
  public var name: String
  /// The request's id, which the log bears too.
  public var requestID: String
  /// The moment of the request.
  public var at: Timestamp

  /// Names an actor.
  public init(name: String, requestID: String, at: Timestamp = .now()) {
    self.name = name
    self.requestID = requestID
    self.at = at
  }
}
