import Foundation
import HTTP
import Testing

/// T15: an end in which every request gets its answer.
@Suite(.serialized, .ownThread)
struct StopTests {
  /// Whether it ends well before its grace is over.
  private func stopsEarly(_ server: HTTPServer, grace: Duration) -> Bool {
    let start = ContinuousClock.now
    server.stop(grace: grace)
    return ContinuousClock.now - start < grace / 2
  }

  @Test func whatIsSuspendedIsAnsweredFirst() throws {
    let serving = try Serving()
    let clients = try (0..<20).map { _ in try serving.client() }
    for client in clients { client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n") }
    while serving.desk.requests.count < 20 { usleep(1000) }
    let isEarly = stopsEarly(serving.server, grace: .seconds(60))
    for client in clients {
      let (replies, isClosed) = client.answers()
      #expect(replies.map(\.status) == [200] && isClosed)
      #expect(replies.first?.headers["Connection"] == "close")
    }
    #expect(isEarly)
    #expect(throws: POSIXError.self) { try serving.client() }
  }

  /// A client that goes while its answer is made, or as it comes, leaves nothing behind that a stop would wait for.
  @Test(arguments: ["closes", "resets", "ends"], ["/soon", "/shortly"])
  func whoWentBeforeItsAnswerIsNotWaitedFor(_ manner: String, _ path: String) throws {
    let serving = try Serving()
    for number in 0..<200 {
      let client = try serving.client()
      client.send("POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}")
      if number % 2 == 0 { usleep(useconds_t(number) * 10) }
      if manner == "resets" { client.resetWhenDone() }
      if manner == "ends" { client.finish() }
    }
    let last = try serving.client()
    last.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(last.answer()?.status == 200)
    #expect(stopsEarly(serving.server, grace: .seconds(60)))
    #expect(serving.desk.refused.isEmpty)
  }

  @Test(arguments: ["/never", "/neverSoon"])
  func whatTakesTooLongIsAnswered503(_ path: String) throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
    while serving.desk.requests.isEmpty { usleep(1000) }
    let start = ContinuousClock.now
    serving.server.stop(grace: .seconds(1))
    #expect(ContinuousClock.now - start < Desk.never / 2)
    #expect(client.answers().all.map(\.status) == [503])
    #expect(serving.desk.refused == [.stopping])
  }

  @Test func idleAndHalfSentConnectionsDontHoldItUp() throws {
    let serving = try Serving()
    let idle = try serving.client()
    idle.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(idle.answer()?.status == 200)
    let half = try serving.client()
    half.send("GET /x HTTP/1.1\r\nHos")
    usleep(50_000)
    #expect(stopsEarly(serving.server, grace: .seconds(60)))
    #expect(idle.receive().isClosed && half.receive().isClosed)
  }

  @Test func stoppingAgainDoesNothing() throws {
    let serving = try Serving()
    serving.server.stop(grace: .seconds(1))
    #expect(stopsEarly(serving.server, grace: .seconds(60)))
  }

  /// Requests keep coming on open connections while the server ends: none may be lost, and the process must live.
  @Test(arguments: 0..<5)
  func underLoadNoRequestIsLost(_ round: Int) async throws {
    let serving = try Serving()
    let port = serving.server.port
    let counts = try await withThrowingTaskGroup(of: (sent: Int, answered: Int).self) { group in
      for _ in 0..<4 {
        group.addTask { await Self.load(port) }
      }
      try await Task.sleep(for: .milliseconds(150))
      serving.server.stop(grace: .seconds(60))
      return try await group.reduce(into: [(sent: Int, answered: Int)]()) { $0.append($1) }
    }
    // The last one of each may have crossed the end of an idle connection on the wire.
    #expect(counts.allSatisfy { $0.answered > 0 && $0.sent - $0.answered <= 1 })
    let reached = serving.desk.requests.count
    #expect(reached == counts.reduce(0) { $0 + $1.answered })
  }

  private static func load(_ port: Int) async -> (sent: Int, answered: Int) {
    await withCheckedContinuation { done in
      Thread.detachNewThread { done.resume(returning: loadUntilClosed(port)) }
    }
  }

  private static func loadUntilClosed(_ port: Int) -> (sent: Int, answered: Int) {
    var (sent, answered) = (0, 0)
    while let client = try? RawClient(port) {
      var isOpen = true
      while isOpen {
        guard client.send("GET \(sent.isMultiple(of: 2) ? "/later" : "/shortly") HTTP/1.1\r\nHost: a\r\n\r\n") else {
          break
        }
        sent += 1
        guard let reply = client.answer() else { return (sent, answered) }
        answered += reply.status == 200 ? 1 : 0
        isOpen = reply.headers["Connection"] != "close"
      }
    }
    return (sent, answered)
  }
}
