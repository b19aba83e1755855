import Foundation
import HTTP
import Testing

/// T66, T67, T69: what is too large is refused early, in the handler's words.
@Suite(.serialized, .ownThread)
struct LimitTests {
  private static let shape = "application/scim+json"

  private func expectRefusal(_ text: String, _ status: Int, _ reason: HTTPRefusal) throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(to: text)
    #expect(replies.map(\.status) == [status] && isClosed)
    #expect(replies.first?.headers["Content-Type"] == Self.shape)
    #expect(replies.first?.headers["Connection"] == "close")
    #expect(serving.desk.refused == [reason])
    #expect(serving.desk.heads.isEmpty)
  }

  @Test func targetAbove16KiB() throws {
    let path = "/" + String(repeating: "a", count: 16 << 10)
    try expectRefusal("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n", 414, .uriTooLong)
  }

  @Test func targetOf16KiBIsTaken() throws {
    let serving = try Serving()
    let target = "/x?" + String(repeating: "&", count: (16 << 10) - 3)
    let (replies, _) = try serving.answers(to: "GET \(target) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    #expect(replies.map(\.status) == [200])
    #expect(serving.desk.requests.first?.head.target == target)
  }

  @Test func fieldsAbove32KiB() throws {
    let value = String(repeating: "a", count: 32 << 10)
    try expectRefusal("GET /x HTTP/1.1\r\nHost: a\r\nX: \(value)\r\n\r\n", 431, .headersTooLarge)
  }

  @Test func fieldsOf31KiBAreTakenWithALongTarget() throws {
    let serving = try Serving()
    let path = "/" + String(repeating: "a", count: 16_000)
    let fields = (0..<98).map { "X-\($0): \(String(repeating: "b", count: 310))\r\n" }.joined()
    let (replies, _) = try serving.answers(to: "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)Connection: close\r\n\r\n")
    #expect(replies.map(\.status) == [200])
  }

  @Test func moreThan100Fields() throws {
    let fields = (0..<100).map { "X-\($0): b\r\n" }.joined()
    try expectRefusal("GET /x HTTP/1.1\r\nHost: a\r\n\(fields)\r\n", 431, .headersTooLarge)
  }

  /// Far beyond the limits the library answers by itself, and closes.
  @Test(arguments: [
    ("GET /\(String(repeating: "a", count: 100 << 10)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    ("GET /x HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 100 << 10))\r\n\r\n", 431),
    ("GET /x HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: b\r\n", count: 5000))\r\n", 431),
  ])
  func farTooLarge(_ text: String, _ status: Int) throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(to: text)
    #expect(isClosed && replies.count <= 1 && replies.allSatisfy { $0.status == status })
    #expect(serving.desk.requests.isEmpty)
  }

  @Test func oneGiBIsRefusedFromTheHead() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: \(1 << 30)\r\n\r\n")
    let (replies, isClosed) = client.answers()
    #expect(replies.map(\.status) == [413] && isClosed)
    #expect(serving.desk.refused == [.bodyTooLarge(limit: 8 << 20)])
  }

  /// The client that goes on sending can still read the answer.
  @Test func aClientThatGoesOnSendingReadsTheAnswer() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("POST /small HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n")
    for _ in 0..<20 { client.send([UInt8](repeating: 0x61, count: 50_000)) }
    #expect(client.answers().all.map(\.status) == [413])
  }

  @Test func aChunkedBodyIsRefusedAtTheLimit() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("POST /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    client.send("3e8\r\n\(String(repeating: "a", count: 1000))\r\n1\r\na")
    let (replies, isClosed) = client.answers()
    #expect(replies.map(\.status) == [413] && isClosed)
    #expect(replies.first?.headers["Content-Type"] == Self.shape)
    #expect(replies.first?.text == "{}")
    #expect(serving.desk.requests.isEmpty)
  }

  @Test(arguments: ["Content-Length: 1000\r\n", "Transfer-Encoding: chunked\r\n"])
  func aBodyOfTheLimitIsTaken(_ field: String) throws {
    let serving = try Serving()
    let body = String(repeating: "a", count: 1000)
    let framed = field.hasPrefix("T") ? "3e8\r\n\(body)\r\n0\r\n\r\n" : body
    let (replies, _) = try serving.answers(
      to: "POST /small HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\(field)\r\n\(framed)")
    #expect(replies.map(\.text) == [body])
  }

  @Test func aBodyOf8MiBIsTakenWhole() throws {
    let serving = try Serving { ($0.bodyGrace, $0.bodyDeadline) = (.seconds(60), .seconds(120)) }
    // Made before there is a connection: under a sanitizer it takes longer than a head may.
    let body = Desk.pattern(8 << 20)
    let client = try serving.client()
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
    client.send(body)
    let answer = client.answer(quiet: 60)
    // A failure shows no 8 MiB.
    let isSame = answer?.body == body
    #expect(isSame, "\(answer?.status ?? 0), \(answer?.body.count ?? 0) bytes")
  }

  @Test func anUnadmittedBodyIsNotRead() throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(
      to: "POST /secret HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n" + SmugglingTests.smuggled)
    #expect(replies.map(\.status) == [401] && isClosed)
    #expect(serving.desk.requests.isEmpty)
  }

  @Test func withoutABodyTheConnectionOutlivesTheRefusal() throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(
      to: "GET /secret HTTP/1.1\r\nHost: a\r\n\r\n" + SmugglingTests.smuggled, quiet: 0.3)
    #expect(replies.map(\.status) == [401, 200] && !isClosed)
  }
}
