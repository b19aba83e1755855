import Foundation
import JSON
import Testing

@testable import AdapterTesting

/// T28: many clients add single members to one group while others rename it; none is lost and none comes twice.
@Suite("A storm of members on one group", .serialized, .ownThread)
struct GroupStormTests {
  private static let clients = 50
  /// How many members each of them adds; the full size is 200 (`DRAGOMAN_STORM=200`).
  private static let adds = ProcessInfo.processInfo.environment["DRAGOMAN_STORM"].flatMap { Int($0) } ?? 20

  @Test("Fifty clients add one member at a time while three rename the group: every one is there, and told once")
  func storm() async throws {
    try await EndpointHost.run { host in
      let group = try await host.alpha.group("n")
      let path = "/Groups/\(group)?attributes=displayName"
      let refused = try await withThrowingTaskGroup(of: Int.self) { tasks in
        for client in 0..<Self.clients {
          tasks.addTask {
            try refusals(host.alpha, path, Self.adds) { number in
              ["op": "add", "path": "members", "value": [["value": .string("\(client)-\(number)")]]]
            }
          }
        }
        for renamer in 0..<3 {
          tasks.addTask {
            try refusals(host.alpha, path, Self.adds) { number in
              ["op": "replace", "path": "displayName", "value": .string("n\(renamer)-\(number)")]
            }
          }
        }
        return try await tasks.reduce(0, +)
      }
      #expect(refused == 0)
      try await check(host, group)
    }
  }

  private func check(_ host: EndpointHost, _ group: String) async throws {
    let expected = Set((0..<Self.clients).flatMap { client in (0..<Self.adds).map { "\(client)-\($0)" } })
    let read = try await host.alpha.send("GET", "/Groups/\(group)")
    let members = (read.json["members"]?.array ?? []).compactMap { $0["value"]?.string }
    #expect(members.count == expected.count && Set(members) == expected)
    #expect(read.json["displayName"]?.string?.wholeMatch(of: /n[0-2]-\d+/) != nil)
    let kinds = try await host.audit("alpha").reduce(into: [:]) { $0[$1["kind"]?.string ?? "", default: 0] += 1 }
    let renames = 3 * Self.adds
    #expect(kinds == ["group.created": 1, "member.added": expected.count, "group.updated": renames])
    #expect(read.header("ETag") == "W/\"\(1 + expected.count + renames)\"")
    #expect(try await host.perform("audit.verify")["faults"] == [])
  }

  /// How many of so many operations, each a PATCH on the same connection, weren't carried out.
  private func refusals(
    _ client: EndpointClient, _ path: String, _ count: Int, _ operation: (Int) -> JSON
  ) throws -> Int {
    let connection = try KeepAliveConnection(client)
    return try (0..<count).count { number in
      let body: JSON = ["Operations": [operation(number)]]
      return try connection.send("PATCH", path, body.description).status != 200
    }
  }
}

/// One connection that carries one request after the other.
final class KeepAliveConnection {
  private let client: EndpointClient
  private let connection: SocketConnection
  private var reader: ReplyReader

  /// Connects to the endpoint's host.
  init(_ client: EndpointClient) throws {
    self.client = client
    guard let url = URLComponents(string: client.base), let host = url.host, let port = url.port else {
      throw StateMachineFault(description: "no endpoint at \(client.base)")
    }
    connection = try SocketConnection(host: host, port: port, timeout: 60)
    reader = ReplyReader(connection)
  }

  /// Sends a request and waits for its answer.
  func send(_ method: String, _ path: String, _ body: String = "") throws -> ExchangeReply {
    try connection.write(client.wire(method, path, body))
    return try reader.reply(to: method)
  }
}
