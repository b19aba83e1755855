import HTTP
import Testing

/// What a handler is told of a request.
@Suite(.serialized, .ownThread)
struct HeadTests {
  /// T48: routing and authorisation must see the bytes that were sent.
  @Test(arguments: [
    "/a%00b", "//scim//v2", "/a/../b", "/%2e%2e/x", "/a;b", "/a%2Fb", "/A%61", "/a.", "/?", "/?a?b", "/x?a=b&&c&=+%2B&",
    "/\"<>\\^`{|}",
  ])
  func targetIsNeitherDecodedNorCut(_ target: String) throws {
    let serving = try Serving()
    let (replies, _) = try serving.answers(to: "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(replies.map(\.status) == [200])
    let head = try #require(serving.desk.requests.first?.head)
    #expect(head.target == target)
    #expect(head.path + (target.contains("?") ? "?" : "") + head.query == target)
  }

  @Test func fieldsKeepOrderAndSpelling() throws {
    let serving = try Serving()
    _ = try serving.answers(
      to: "PATCH /x HTTP/1.1\r\nhOST: a.example:8080\r\nX-A: 1\r\nx-a:\t 2 \t\r\nX-B: é\r\nConnection: close\r\n\r\n")
    let head = try #require(serving.desk.requests.first?.head)
    #expect(head.method == "PATCH")
    #expect(head.headers.fields.map(\.name) == ["hOST", "X-A", "x-a", "X-B", "Connection"])
    #expect(head.headers.all("x-A") == ["1", "2"])
    #expect(head.headers["HOST"] == "a.example:8080")
    #expect(head.headers.first("x-b") == "é")
    #expect(head.headers.first("x-c") == nil)
    #expect(head.contentLength == nil && !head.hasBody)
  }

  @Test func requestIDsAreShortAndDiffer() throws {
    let serving = try Serving()
    let text = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"
    _ = try serving.answers(to: text + text, quiet: 0.2)
    let ids = serving.desk.requests.map(\.head.requestID)
    #expect(Set(ids).count == 2)
    #expect(ids.allSatisfy { $0.count == 16 && $0.allSatisfy { $0.isHexDigit && !$0.isUppercase } })
  }

  @Test func aBodyIsAnnounced() throws {
    let serving = try Serving()
    _ = try serving.answers(to: SmugglingTests.post("Content-Length: 2\r\n"), quiet: 0.2)
    _ = try serving.answers(to: SmugglingTests.chunked("2\r\nhi\r\n0\r\n\r\n"), quiet: 0.2)
    #expect(serving.desk.heads.map(\.contentLength) == [2, nil])
    #expect(serving.desk.heads.map(\.hasBody) == [true, true])
  }

  @Test func http10NeedsNoHost() throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(to: "GET /x HTTP/1.0\r\n\r\n")
    #expect(replies.map(\.status) == [200] && isClosed)
  }

  @Test(arguments: ["a", "a.example:443", "127.0.0.1", "[::1]:8080", "x_y~z-1"])
  func hostsWithPortsAndAddressesAreHosts(_ host: String) throws {
    let serving = try Serving()
    let (replies, _) = try serving.answers(to: "GET /x HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\r\n")
    #expect(replies.map(\.status) == [200])
  }
}
