import Foundation
import HTTP
import Testing

/// T62–T64: connections that trickle are shut down, and others aren't.
@Suite(.serialized, .ownThread)
struct DeadlineTests {
  /// Sends the text byte by byte and says how long the server put up with it; infinite, if to the end.
  private func trickle(_ text: String, to client: RawClient, every pause: Double = 0.03) -> Double {
    let start = Date()
    for byte in text.utf8 {
      guard client.send([byte]), client.piece(pause) == nil else { return Date().timeIntervalSince(start) }
    }
    return .infinity
  }

  @Test func aSlowHead() throws {
    let serving = try Serving { $0.headDeadline = .milliseconds(400) }
    let elapsed = trickle("GET /" + String(repeating: "a", count: 400), to: try serving.client())
    #expect(elapsed > 0.3 && elapsed.isFinite)
  }

  @Test func silenceAfterAccept() throws {
    let serving = try Serving { $0.headDeadline = .milliseconds(300) }
    let (bytes, isClosed) = try serving.client().receive(quiet: 6)
    #expect(bytes.isEmpty && isClosed)
  }

  @Test func aSlowBodyByRate() throws {
    let serving = try Serving { limits in
      limits.bodyGrace = .milliseconds(300)
      limits.bodyRate = 10_000
    }
    let client = try serving.client()
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
    let elapsed = trickle(String(repeating: "a", count: 400), to: client)
    #expect(elapsed > 0.2 && elapsed.isFinite)
    #expect(serving.desk.requests.isEmpty)
  }

  @Test func aSlowBodyByDeadline() throws {
    let serving = try Serving { limits in
      limits.bodyGrace = .milliseconds(200)
      limits.bodyRate = 0
      limits.bodyDeadline = .milliseconds(500)
    }
    let client = try serving.client()
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n190\r\n")
    let elapsed = trickle(String(repeating: "a", count: 400), to: client)
    #expect(elapsed > 0.4 && elapsed.isFinite)
  }

  @Test func aBodyAtTheRateIsTaken() throws {
    let serving = try Serving { limits in
      limits.bodyGrace = .milliseconds(100)
      limits.bodyRate = 100
    }
    let client = try serving.client()
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n")
    for _ in 0..<10 {
      client.send([UInt8](repeating: 0x61, count: 500))
      usleep(50_000)
    }
    #expect(client.answer()?.status == 200)
  }

  @Test func aSlowHandlerIsNotLate() throws {
    let serving = try Serving { limits in
      limits.headDeadline = .milliseconds(200)
      limits.sendProgress = .milliseconds(200)
    }
    let client = try serving.client()
    client.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.status == 200)
  }

  @Test func aNextRequestThatBeganMustComeToItsEnd() throws {
    let serving = try Serving { $0.headDeadline = .milliseconds(300) }
    let client = try serving.client()
    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.status == 200)
    usleep(600_000)
    client.send("GET /y HT")
    let (bytes, isClosed) = client.receive(quiet: 6)
    #expect(bytes.isEmpty && isClosed)
  }

  @Test func anIdleConnectionMayRestLongerThanTheHeadDeadline() throws {
    let serving = try Serving { $0.headDeadline = .milliseconds(200) }
    let client = try serving.client()
    for _ in 0..<2 {
      client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(client.answer()?.status == 200)
      usleep(700_000)
    }
  }

  @Test(arguments: ["", "GET", "GET /y HTTP/1.1\r\nHo", "POST /y HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"])
  func aClientThatHungUpIsNotWaitedFor(_ text: String) throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n" + text)
    client.finish()
    let (replies, isClosed) = client.answers(quiet: 4)
    #expect(replies.map(\.status) == [200] && isClosed)
  }

  @Test func idleConnectionsAreClosedInTheEnd() throws {
    let serving = try Serving { $0.idle = .seconds(1) }
    let client = try serving.client()
    client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.status == 200)
    #expect(client.receive(quiet: 6).isClosed)
  }

  @Test func aReaderWithoutProgressIsGivenUpAndCostsLittle() throws {
    let serving = try Serving { $0.sendProgress = .milliseconds(400) }
    let client = try serving.client()
    client.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
    usleep(1_500_000)
    let produced = serving.desk.endless
    usleep(300_000)
    #expect(produced > 0 && produced < 32 << 20)
    #expect(serving.desk.endless == produced)
    #expect(client.receive(quiet: 6).isClosed)
  }
}
