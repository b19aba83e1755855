/// Where a request ends, from its fields (RFC 9112 §6): only what every proxy on the way must read alike.
struct Framing: Sendable, Hashable {
  /// The announced length; nil without one.
  var length: Int?
  /// Whether the body comes in chunks.
  var isChunked = false

  /// Whether anything follows the head.
  var hasBody: Bool { isChunked || (length ?? 0) > 0 }

  /// No body.
  init() {}

  /// Reads the fields, with their values as the library sees them: it doesn't trim white space at their ends.
  init(_ fields: [(name: String, value: String)], isHTTP11: Bool) throws(HTTPRefusal) {
    let lengths = fields.filter { equalIgnoringCase($0.name, "Content-Length") }.map(\.value)
    let codings = fields.filter { equalIgnoringCase($0.name, "Transfer-Encoding") }.map(\.value)
    guard lengths.count <= 1 else { throw .badRequest("Content-Length is sent more than once") }
    guard codings.isEmpty || lengths.isEmpty else {
      throw .badRequest("Content-Length and Transfer-Encoding exclude each other")
    }
    length = try lengths.first.map(Self.length)
    guard !codings.isEmpty else { return }
    guard codings.count == 1, isHTTP11 else {
      throw .badRequest("Transfer-Encoding is sent more than once, or to HTTP/1.0")
    }
    guard equalIgnoringCase(codings[0], "chunked") else { throw .unsupportedTransferCoding }
    isChunked = true
  }

  private static func length(_ text: String) throws(HTTPRefusal) -> Int {
    guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else { throw .badRequest("Content-Length is not a number") }
    guard let length = Int(text) else { throw .bodyTooLarge(limit: nil) }
    return length
  }
}
