/// An answer; `Date`, `Content-Length`, `Transfer-Encoding` and `Connection` are the server's to write.
public struct HTTPResponse: Sendable {
  /// The status code, 200 to 999.
  public var status: Int
  /// The header fields, in order; one with a control character in it is left out.
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

extension HTTPResponse {
  /// The fields that can be sent: one that holds a line break or another control character would be read as several.
  var soundHeaders: [(name: String, value: String)] {
    headers.filter { name, value in
      !name.isEmpty && name.utf8.allSatisfy(isTokenByte) && value.utf8.allSatisfy(isFieldByte)
    }
  }
}

/// The content of an answer.
public enum HTTPBody: Sendable {
  /// All of it.
  case bytes([UInt8])
  /// Piece by piece: called for the next piece whenever the client has taken the last one, nil at the end.
  case stream(@Sendable () -> [UInt8]?)
}
