/// What is known of a request before its body: request line, header fields and where it came from.
public struct HTTPHead: Sendable, Hashable {
  /// The method as it was sent, e.g. `GET`.
  public var method: String
  /// The request target as it was sent, in origin form and not decoded (RFC 9112 §3.2.1).
  public var target: String
  /// The header fields.
  public var headers: HTTPHeaders
  /// The address of the client as text: of the peer, or what a trusted proxy says of it.
  public var remote: String
  /// Names this request in logs and answers: 16 random hexadecimal digits, lower case.
  public var requestID: String
  /// The announced length of the body; nil without one and for a chunked body.
  public var contentLength: Int?
  /// Whether a body follows, be it of announced length or chunked.
  public var hasBody: Bool

  /// Makes a head.
  public init(
    method: String, target: String, headers: HTTPHeaders = HTTPHeaders(), remote: String = "",
    requestID: String = HTTPHead.newRequestID(), contentLength: Int? = nil, hasBody: Bool = false
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.remote = remote
    self.requestID = requestID
    self.contentLength = contentLength
    self.hasBody = hasBody
  }

  /// The target up to the first `?`, not decoded.
  public var path: String {
    guard let mark = target.utf8.firstIndex(of: 0x3F) else { return target }
    return String(target[..<mark])
  }

  /// The target behind the first `?`, not decoded; empty without one.
  public var query: String {
    guard let mark = target.utf8.firstIndex(of: 0x3F) else { return "" }
    return String(target[target.utf8.index(after: mark)...])
  }

  /// A new name for a request.
  public static func newRequestID() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
