import Foundation
import HTTP
import Testing

/// Who gets how many connections.
@Suite(.serialized, .ownThread)
struct ConnectionLimitTests {
  private static let get = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n"

  private func open(_ count: Int, _ serving: borrowing Serving) throws -> [RawClient] {
    let clients = try (0..<count).map { _ in try serving.client() }
    for client in clients {
      client.send(Self.get)
      #expect(client.answer()?.status == 200)
    }
    return clients
  }

  @Test func aSourceGetsItsShareAndGetsItBack() throws {
    let serving = try Serving { $0.connectionsPerSource = 3 }
    var clients = try open(3, serving)
    let refused = try serving.client()
    #expect(refused.receive().isClosed)
    clients.removeLast()
    usleep(200_000)
    #expect(try open(1, serving).count == 1)
  }

  @Test func aTrustedProxyGetsMore() throws {
    let serving = try Serving(trusted: ["127.0.0.0/8"]) { $0.connectionsPerSource = 3 }
    #expect(try open(10, serving).count == 10)
  }

  @Test func beyondTheTotalConnectionsWait() throws {
    let serving = try Serving { $0.connections = 3 }
    var clients = try open(3, serving)
    let waiting = try serving.client()
    waiting.send(Self.get)
    #expect(waiting.piece(0.3) == nil)
    clients.removeAll()
    #expect(waiting.answer()?.status == 200)
  }
}
