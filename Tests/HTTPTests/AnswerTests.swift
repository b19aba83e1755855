import HTTP
import Testing

/// How answers go out.
@Suite(.serialized, .ownThread)
struct AnswerTests {
  private static func get(_ path: String, method: String = "GET", close: Bool = false) -> String {
    "\(method) \(path) HTTP/1.1\r\nHost: a\r\n\(close ? "Connection: close\r\n" : "")\r\n"
  }

  @Test(arguments: ["/x", "/later", "/shortly", "/atOnce", "/big", "/stream", "/nothing"])
  func aHeadRequestIsAnsweredLikeGetWithoutBody(_ path: String) throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send(Self.get(path))
    let whole = try #require(client.answer())
    client.send(Self.get(path, method: "HEAD"))
    let head = try #require(client.answer(toHead: true))
    #expect(head.status == whole.status)
    #expect(head.headers["Content-Length"] == whole.headers["Content-Length"])
    if head.headers["Connection"] == "close" {
      let (bytes, isClosed) = client.receive()
      #expect(bytes.isEmpty && isClosed && path == "/stream")
    } else {
      client.send(Self.get("/x"))
      #expect(client.answer()?.status == 200)
    }
  }

  /// A header that could start another one, or another answer, isn't sent.
  @Test func brokenFieldsAreLeftOut() throws {
    let serving = try Serving()
    let (replies, _) = try serving.answers(to: Self.get("/fields", close: true))
    #expect(replies.count == 1)
    #expect(replies.first?.headers.fields.map(\.name).filter { $0.hasPrefix("X") } == ["X-Good"])
  }

  @Test func bodiesLargeAndStreamedArriveWhole() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send(Self.get("/big"))
    #expect(client.answer()?.body == Desk.pattern(300_000))
    client.send(Self.get("/stream"))
    let reply = client.answer()
    #expect(reply?.headers["Transfer-Encoding"] == "chunked")
    #expect(reply?.body == [1, 0, 100_000, 7, 50_000].flatMap { Desk.pattern($0) })
  }

  @Test func aStreamToHTTP10EndsWithTheConnection() throws {
    let serving = try Serving()
    let (replies, isClosed) = try serving.answers(to: "GET /stream HTTP/1.0\r\n\r\n")
    #expect(isClosed && replies.first?.body.count == 150_008)
  }

  @Test func pipelinedRequestsAreAnsweredInOrder() throws {
    let serving = try Serving()
    let client = try serving.client()
    let paths = ["/later", "/remote", "/shortly", "/remote", "/atOnce"]
    client.send((0..<50).map { Self.get("\(paths[$0 % paths.count])?\($0)") }.joined())
    for _ in 0..<50 { #expect(client.answer()?.status == 200) }
    #expect(serving.desk.requests.map(\.head.query) == (0..<50).map(String.init))
  }

  @Test func theClientMayCloseAfterItsRequest() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send(Self.get("/slow"))
    client.finish()
    #expect(client.answers().all.map(\.status) == [200])
  }

  @Test func aClientThatLeavesDisturbsNobody() throws {
    let serving = try Serving()
    for step in 0..<40 {
      let client = try serving.client()
      client.send(Array("POST /later HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\nhalf".utf8.prefix(step * 2)))
    }
    for _ in 0..<20 { try serving.client().send(Self.get("/slow")) }
    let (replies, _) = try serving.answers(to: Self.get("/x", close: true))
    #expect(replies.map(\.status) == [200])
    #expect(!serving.desk.requests.contains { $0.head.path == "/later" })
  }

  @Test func aThousandWaitingRequestsKeepNoThread() throws {
    let serving = try Serving { $0.connectionsPerSource = 2000 }
    let clients = try (0..<1000).map { _ in try serving.client() }
    for client in clients { client.send(Self.get("/together?1000")) }
    #expect(clients.allSatisfy { $0.answer(quiet: 20)?.status == 200 })
    #expect(serving.desk.together == 1000)
  }
}
