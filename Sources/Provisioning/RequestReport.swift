public import Directory

/// What the operator learns of a request once it is answered: a log line and the metrics are made of it.
public struct RequestReport: Sendable {
  /// The request's id, which its audit entries and its answer bear.
  public var requestID: String
  /// The provider of the URL, or the host's own name where the URL names none.
  public var provider: ProviderIdentity
  /// `create`, `read`, `search`, `replace`, `patch`, `delete`, `bulk`, `discover`, `refused`.
  public var operation: String
  /// The request line's method and path, without the query: a filter may hold personal data.
  public var line: String
  /// The answer's status.
  public var status: Int
  /// From the first callback to the answer.
  public var milliseconds: Double
  /// Who was at the other end.
  public var remote: String
  /// The token that let the request in.
  public var tokenID: String?
  /// Whether it belongs to a connection test of our own, so that it is no sign of life of the IdP.
  public var isTest = false
  /// What the adapter read leniently or left out.
  public var notes: [String]
  /// How many commits shared the transaction of its write; nil when nothing was written.
  public var batchSize: Int?
  /// Why it failed, when the fault is ours.
  public var cause: String?
  /// The request and its answer, where a recorder keeps them.
  public var recording: RequestRecording?
}

/// Takes reports of answered requests.
public typealias RequestReporting = @Sendable (RequestReport) -> Void
