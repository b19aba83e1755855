/// Why the HTTP edge refuses a request before a handler sees it.
public enum HTTPRefusal: Error, Sendable, Hashable {
  /// Against RFC 9112; the text says what is wrong, without quoting the request.
  case badRequest(String)
  /// The request target is longer than the limit (RFC 9110 §15.5.15).
  case uriTooLong
  /// The header fields are too many or too long (RFC 6585 §5).
  case headersTooLarge
  /// The body is longer than what was admitted, so many bytes (RFC 9110 §15.5.14).
  case bodyTooLarge(limit: Int?)
  /// The body is compressed or otherwise encoded (RFC 9110 §15.5.16).
  case unsupportedEncoding
  /// `Expect` asks for something other than `100-continue` (RFC 9110 §15.5.18).
  case expectationFailed
  /// A transfer coding other than `chunked` (RFC 9112 §6.1).
  case unsupportedTransferCoding
  /// Neither HTTP/1.0 nor HTTP/1.1 (RFC 9110 §15.6.6).
  case unsupportedVersion
  /// The server ends before the answer was ready (RFC 9110 §15.6.4).
  case stopping

  /// The status code that goes with it.
  public var status: Int {
    switch self {
    case .badRequest: 400
    case .uriTooLong: 414
    case .headersTooLarge: 431
    case .bodyTooLarge: 413
    case .unsupportedEncoding: 415
    case .expectationFailed: 417
    case .unsupportedTransferCoding: 501
    case .unsupportedVersion: 505
    case .stopping: 503
    }
  }

  /// One sentence for whoever sent the request.
  public var message: String {
    switch self {
    case .badRequest(let what): what
    case .uriTooLong: "the request target is too long"
    case .headersTooLarge: "the header fields are too many or too long"
    case .bodyTooLarge(let limit):
      "the body is too large" + (limit.map { ": at most \($0) bytes are taken here" } ?? "")
    case .unsupportedEncoding: "the body must not be compressed: send it without Content-Encoding"
    case .expectationFailed: "no expectation but 100-continue can be met"
    case .unsupportedTransferCoding: "no transfer coding but chunked is supported"
    case .unsupportedVersion: "only HTTP/1.1 and HTTP/1.0 are supported"
    case .stopping: "the server is stopping; try again"
    }
  }
}
