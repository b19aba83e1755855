import HTTP
import Testing

/// T60: what two servers could read differently is answered once at the most, and never leads to a second request.
@Suite(.serialized, .ownThread)
struct SmugglingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let status: Int?
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ status: Int? = nil) {
      self.name = name
      self.text = text
      self.status = status
    }
  }

  static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"

  static func post(_ fields: String, _ body: String = "hi") -> String {
    "POST /x HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\(body)"
  }

  static func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked\r\n", body) }
  static func get(_ line: String, _ fields: String = "Host: a\r\n") -> String { "\(line)\r\n\(fields)\r\n" }

  static let lengths = [
    Case("CL and TE", post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nX"), 400),
    Case("TE and CL", post("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nX"), 400),
    Case("TE and a bad CL", post("Transfer-Encoding: chunked\r\nContent-Length: x\r\n", "0\r\n\r\n"), 400),
    Case("two lengths", post("Content-Length: 2\r\nContent-Length: 40\r\n"), 400),
    Case("two lengths, the same", post("Content-Length: 2\r\nContent-Length: 2\r\n"), 400),
    Case("two lengths, other case", post("Content-Length: 2\r\ncontent-length: 40\r\n"), 400),
    Case("a list of lengths", post("Content-Length: 2, 2\r\n"), 400),
    Case("+2", post("Content-Length: +2\r\n"), 400),
    Case("-1", post("Content-Length: -1\r\n"), 400),
    Case("a huge length", post("Content-Length: 99999999999999999999999\r\n"), 413),
    Case("a length beyond Int", post("Content-Length: 18446744073709551615\r\n"), 413),
    Case("a hexadecimal length", post("Content-Length: 0x2\r\n"), 400),
    Case("an empty length", post("Content-Length:\r\n"), 400),
    Case("a length with a space", post("Content-Length: 2 0\r\n"), 400),
    Case("a length with \\x0b", post("Content-Length: \u{0b}2\r\n"), 400),
  ]

  static let codings = [
    Case("xchunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501),
    Case("gzip", post("Transfer-Encoding: gzip\r\n", "0\r\n\r\n"), 501),
    Case("identity", post("Transfer-Encoding: identity\r\n", ""), 501),
    Case("chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"), 501),
    Case("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501),
    Case("chunked twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400),
    Case(
      "chunked and identity", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400),
    Case("a space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400),
    Case("a tab before the colon", post("Transfer-Encoding\t: chunked\r\n", "0\r\n\r\n"), 400),
    Case("\\x0b before chunked", post("Transfer-Encoding:\u{0b}chunked\r\n", "0\r\n\r\n"), 400),
    Case("chunked in quotes", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 501),
    Case("chunked to HTTP/1.0", "POST /x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    Case("a chunk size beyond 64 bits", chunked("fffffffffffffffff\r\nhi\r\n0\r\n\r\n")),
    Case("a chunk size near 64 bits", chunked("fffffffffffffff0\r\nhi\r\n0\r\n\r\n")),
    Case("a negative chunk size", chunked("-2\r\nhi\r\n0\r\n\r\n"), 400),
    Case("a signed chunk size", chunked("+2\r\nhi\r\n0\r\n\r\n"), 400),
    Case("0x before the chunk size", chunked("0x2\r\nhi\r\n0\r\n\r\n"), 400),
    Case("a space before the chunk size", chunked(" 2\r\nhi\r\n0\r\n\r\n"), 400),
    Case("no chunk size", chunked("\r\nhi\r\n0\r\n\r\n"), 400),
    Case("a chunk longer than its size", chunked("2\r\nhiho\r\n0\r\n\r\n"), 400),
    Case("a trailer without a colon", chunked("0\r\nnonsense\r\n\r\n"), 400),
  ]

  static let lines = [
    Case("a folded length", post("Content-Length:\r\n 2\r\n"), 400),
    Case("a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"), 400),
    Case("a folded field", post("X: a\r\n b\r\nContent-Length: 2\r\n"), 400),
    Case("a field folded by a tab", post("X: a\r\n\tContent-Length: 40\r\n"), 400),
    Case("white space before the first field", get("GET /x HTTP/1.1", " Host: a\r\nHost: a\r\n"), 400),
    Case("a bare LF after a field", post("X: a\nContent-Length: 2\r\n"), 400),
    Case("bare LFs everywhere", "GET /x HTTP/1.1\nHost: a\n\n", 400),
    Case("a bare LF at the end of the head", "GET /x HTTP/1.1\r\nHost: a\r\n\n", 400),
    Case("a bare LF after the request line", "GET /x HTTP/1.1\nHost: a\r\n\r\n", 400),
    Case("an empty field and bare LFs", "GET /x HTTP/1.1\r\nHost: a\r\nX:\n\r\n", 400),
    Case("a bare CR in a value", post("X: a\rContent-Length: 40\r\n"), 400),
    Case("two CRs", post("X: a\r\r\n"), 400),
    Case("NUL in a value", post("X: a\0b\r\n"), 400),
    Case("NUL at the end of a value", post("X: a\0\r\n"), 400),
    Case("NUL in a length", post("Content-Length: 2\00\r\n"), 400),
    Case("NUL in Host", get("GET /x HTTP/1.1", "Host: a\0b\r\n"), 400),
    Case("NUL in a name", post("Content-Length\0: 2\r\n"), 400),
    Case("\\x01 in a value", post("X: \u{01}\r\n"), 400),
    Case("DEL in a value", post("X: \u{7f}\r\n"), 400),
    Case("a name with a bracket", post("X[]: a\r\n"), 400),
    Case("a name beyond ASCII", post("Contént-Length: 40\r\n"), 400),
    Case("an empty name", post(": a\r\n"), 400),
    Case("no colon", post("Content-Length\r\n"), 400),
  ]

  static let requestLines = [
    Case("NUL in the target", get("GET /x\0y HTTP/1.1"), 400),
    Case("NUL in the query", get("GET /x?a\0b HTTP/1.1"), 400),
    Case("a control character in the target", get("GET /x\u{01}y HTTP/1.1"), 400),
    Case("a target beyond ASCII", get("GET /é HTTP/1.1"), 400),
    Case("a fragment", get("GET /x#y HTTP/1.1"), 400),
    Case("a space in the target", get("GET /x y HTTP/1.1"), 400),
    Case("an absolute target", get("GET http://a/x HTTP/1.1"), 400),
    Case("CONNECT", get("CONNECT a:443 HTTP/1.1"), 400),
    Case("an asterisk", get("OPTIONS * HTTP/1.1"), 400),
    Case("no slash", get("GET x HTTP/1.1"), 400),
    Case("two spaces before the target", get("GET  /x HTTP/1.1"), 400),
    Case("two spaces before the version", get("GET /x  HTTP/1.1"), 400),
    Case("a space after the version", get("GET /x HTTP/1.1 "), 400),
    Case("tabs", get("GET\t/x\tHTTP/1.1")),
    Case("a method that is no token", get("G(T /x HTTP/1.1"), 400),
    Case("HTTP/0.9", "GET /x\r\n", 400),
    Case("HTTP/0.9 and fields", get("GET /x"), 400),
    Case("HTTP/1.2", get("GET /x HTTP/1.2"), 505),
    Case("HTTP/2.0", get("GET /x HTTP/2.0"), 505),
    Case("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    Case("http in lower case", get("GET /x http/1.1"), 400),
    Case("no Host", get("GET /x HTTP/1.1", ""), 400),
    Case("two Hosts", get("GET /x HTTP/1.1", "Host: a\r\nHost: b\r\n"), 400),
    Case("two Hosts, the same", get("GET /x HTTP/1.1", "Host: a\r\nhost: a\r\n"), 400),
    Case("two Hosts to HTTP/1.0", get("GET /x HTTP/1.0", "Host: a\r\nHost: b\r\n"), 400),
    Case("an empty Host", get("GET /x HTTP/1.1", "Host:\r\n"), 400),
    Case("a Host with a path", get("GET /x HTTP/1.1", "Host: a/b\r\n"), 400),
    Case("a Host with a user", get("GET /x HTTP/1.1", "Host: a@b\r\n"), 400),
    Case("a list of Hosts", get("GET /x HTTP/1.1", "Host: a, b\r\n"), 400),
    Case("a Host with a bad port", get("GET /x HTTP/1.1", "Host: a:8x\r\n"), 400),
    Case("a Host with a bad IPv6 address", get("GET /x HTTP/1.1", "Host: [::1\r\n"), 400),
    Case("an encoded body", post("Content-Encoding: gzip\r\nContent-Length: 2\r\n"), 415),
    Case("another expectation", post("Expect: tea\r\nContent-Length: 2\r\n"), 417),
  ]

  @Test(arguments: lengths + codings + lines + requestLines)
  func isAnsweredOnceAtMost(_ item: Case) throws {
    // A chunk may claim to be longer than anything: its connection is closed by the watchdog.
    let serving = try Serving { $0.bodyGrace = .milliseconds(300) }
    let (replies, isClosed) = try serving.answers(to: item.text + Self.smuggled)
    #expect(isClosed)
    #expect(replies.count <= 1)
    #expect(replies.allSatisfy { $0.status >= 400 })
    if let status = item.status { #expect(replies.map(\.status) == [status]) }
    #expect(serving.desk.requests.isEmpty)
  }

  /// The same with every byte in a packet of its own: the library then moves and keeps its buffers differently.
  @Test(arguments: [lines[0], lines[2], lines[5], lines[8], lines[12], requestLines[0], requestLines[10]])
  func isAnsweredOnceAtMostByteByByte(_ item: Case) throws {
    let serving = try Serving()
    let client = try serving.client()
    for byte in item.text.utf8 where !client.send([byte]) { break }
    client.send(Self.smuggled)
    let (replies, isClosed) = client.answers()
    #expect(isClosed && replies.count <= 1 && replies.allSatisfy { $0.status >= 400 })
    #expect(serving.desk.requests.isEmpty)
  }

  /// The control of the table: the same connection, without the trick, answers both requests.
  @Test(arguments: [
    post("Content-Length: 2\r\n"), chunked("2\r\nhi\r\n0\r\n\r\n"), chunked("2;x=y\r\nhi\r\n0\r\nX: y\r\n\r\n"),
    chunked("1\r\nh\r\n1\r\ni\r\n0\r\n\r\n"), post("Content-Length: 2\r\nX:\r\nY:   \r\n"),
    post("content-length:2\r\nContent-Encoding: identity\r\n"), "\r\n" + post("Content-Length: 2\r\n"),
  ])
  func soundRequestsAreBothAnswered(_ text: String) throws {
    let serving = try Serving()
    let (replies, _) = try serving.answers(to: text + Self.smuggled, quiet: 0.3)
    #expect(replies.map(\.status) == [200, 200])
    #expect(serving.desk.requests.map(\.head.path) == ["/x", "/smuggled"])
    #expect(serving.desk.requests.first?.body == Array("hi".utf8))
  }
}
