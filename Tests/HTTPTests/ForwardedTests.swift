import HTTP
import Testing

/// T73: only trusted proxies say whose request it is.
@Suite(.serialized, .ownThread)
struct ForwardedTests {
  private func remote(_ trusted: [String], _ fields: String) throws -> String? {
    let serving = try Serving(trusted: trusted)
    let (replies, _) = try serving.answers(to: "GET /remote HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(fields)\r\n")
    return replies.first?.text
  }

  struct Case: Sendable {
    let trusted: [String]
    let value: String
    let expected: String

    init(_ trusted: [String], _ value: String, _ expected: String) {
      self.trusted = trusted
      self.value = value
      self.expected = expected
    }
  }

  static let hundred = (1...100).map { "192.0.2.\($0)" }.joined(separator: ",")

  static let cases: [Case] = [
    Case([], "192.0.2.1", "127.0.0.1"),
    Case(["10.0.0.0/8"], "192.0.2.1", "127.0.0.1"),
    Case(["127.0.0.1"], "192.0.2.1", "192.0.2.1"),
    Case(["127.0.0.0/8"], "6.6.6.6, 192.0.2.1", "192.0.2.1"),
    Case(["127.0.0.0/8", "10.1.0.0/16"], "6.6.6.6, 192.0.2.1, 10.1.2.3", "192.0.2.1"),
    Case(["127.0.0.1", "10.1.0.0/16"], "192.0.2.1, 10.2.2.3", "10.2.2.3"),
    Case(["127.0.0.1", "10.0.0.0/8"], "10.0.0.1, 10.0.0.2", "10.0.0.1"),
    Case(["127.0.0.1"], "2001:DB8::0:1", "2001:db8::1"),
    Case(["127.0.0.1"], "[2001:db8::1]:443", "2001:db8::1"),
    Case(["127.0.0.1"], "192.0.2.1:5555", "192.0.2.1"),
    Case(["127.0.0.1"], "::ffff:192.0.2.1", "192.0.2.1"),
    Case(["127.0.0.1", "2001:db8::/33"], "192.0.2.1, 2001:db8:7fff::1", "192.0.2.1"),
    Case(["127.0.0.1", "2001:db8::/33"], "192.0.2.1, 2001:db8:8000::1", "2001:db8:8000::1"),
    Case(["127.0.0.1"], "unknown", "127.0.0.1"),
    Case(["127.0.0.1"], "192.0.2.1, <script>", "127.0.0.1"),
    Case(["127.0.0.1"], "", "127.0.0.1"),
    Case(["0.0.0.0/0"], hundred, "192.0.2.1"),
  ]

  @Test(arguments: cases)
  func nearestHopThatIsNotTrusted(_ item: Case) throws {
    #expect(try remote(item.trusted, "X-Forwarded-For: \(item.value)\r\n") == item.expected)
  }

  @Test func severalFieldsAreOneList() throws {
    let fields = "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-For: 10.0.0.1\r\n"
    #expect(try remote(["127.0.0.1", "10.0.0.1"], fields) == "192.0.2.1")
  }

  @Test func otherFieldsSayNothing() throws {
    #expect(try remote(["127.0.0.1"], "Forwarded: for=192.0.2.1\r\nX-Real-IP: 192.0.2.1\r\n") == "127.0.0.1")
  }

  @Test(arguments: ["", "localhost", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/", "10.0.0.0/8/8", "::1/129", "10.0.0.0/-1"])
  func whatIsNoNetworkIsRefused(_ text: String) {
    #expect(throws: HTTPServerError.trustedProxy(text)) { _ = try Serving(trusted: [text]) }
  }
}
