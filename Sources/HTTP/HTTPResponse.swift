/// An answer; `Date`, `Content-Length`, `Transfer-Encoding` and `Connection` are the server's to write.
public struct HTTPResponse: Sendable {
  /// The status code, 200 to 999.
  public var status: Int
  /// The header fields, in order.
  public var headers: [(name: String, value: String)]
  /// What follows them.
  public var body: HTTPBody

  /// Makes an answer.
  public init(status: Int, headers: [(name: String, value: String)] = [], body: HTTPBody = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// An answer in plain text.
  public static func text(_ status: Int, _ text: String) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: [("Content-Type", "text/plain; charset=utf-8")], body: .bytes(Array(text.utf8)))
  }
}

/// The content of an answer.
public enum HTTPBody: Sendable {
  /// All of it.
  case bytes([UInt8])
  /// Piece by piece: called for the next piece whenever the client has taken the last one, nil at the end.
  case stream(@Sendable () -> [UInt8]?)
}
