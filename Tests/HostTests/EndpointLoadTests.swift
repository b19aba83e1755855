import AdapterTesting
import Directory
import Foundation
import JSON
import Testing

@testable import Provisioning

@Suite("The endpoint under load", .serialized)
struct EndpointLoadTests {
  @Test("Fifty at once ask for one name: one has it, the others are told so; of twenty versions one is written")
  func races() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let made = try await answers(50) { _ in
        try await client.send("POST", "/Users", ["schemas": [.string(userURN)], "userName": "race"])
      }
      #expect(made == [201: 1, 409: 49])
      let id = try await client.search("/Users", "userName eq \"race\"").ids?.first ?? ""
      let written = try await answers(20) { number in
        try await client.send(
          "PUT", "/Users/\(id)", ["userName": "race", "title": .string("t\(number)")],
          headers: [("If-Match", "W/\"1\"")])
      }
      #expect(written == [200: 1, 412: 19])
    }
  }

  @Test("A large group: reading it, and searching in it, leaves reads by key and other providers alone")
  func largeGroup() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let group = try await client.group("large", (0..<5000).map { ["value": .string("m\($0)")] })
      let whole = try await client.send("GET", "/Groups/\(group)")
      #expect(whole.json["members"]?.array?.count == 5000)
      for filter in ["members eq \"m4999\"", "id eq \"\(group)\" and members[value eq \"m4999\"]"] {
        #expect(try await client.search("/Groups", filter, "&attributes=id").ids == [group])
      }
      #expect(try await client.send("GET", "/Groups/\(group)?excludedAttributes=members").json["members"] == nil)
      let changed = try await client.patch(
        "/Groups/\(group)?attributes=id", [["op": "add", "path": "members", "value": [["value": "one"]]]])
      #expect(changed.status == 200 && changed.body.count < 200)
      #expect(try await client.search("/Groups", "members eq \"one\"", "&attributes=id").ids == [group])
    }
  }

  private func answers(
    _ count: Int, _ send: @escaping @Sendable (Int) async throws -> ExchangeReply
  ) async throws -> [Int: Int] {
    try await withThrowingTaskGroup(of: Int.self) { tasks in
      for number in 0..<count { tasks.addTask { try await send(number).status } }
      return try await tasks.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
  }
}

@Suite("The threads of searches")
struct EndpointSearchPoolTests {
  @Test("A provider whose searches take long fills its half only; a neighbour is served at once, the rest is refused")
  func fairness() async throws {
    let pool = SearchPool(width: 2, mostWaiting: 3)
    let (busy, other) = (try #require(ProviderName("busy")), try #require(ProviderName("other")))
    let (later, gate) = (ContinuousClock.now.advanced(by: .seconds(3600)), DispatchSemaphore(value: 0))
    await withTaskGroup(of: Bool.self) { tasks in
      for _ in 0..<6 {
        tasks.addTask { (try? await pool.run(for: busy, until: later) { gate.wait() }.get()) != nil }
      }
      // One runs, three wait, the others are told to come again.
      #expect(await tasks.next() == false)
      #expect(await tasks.next() == false)
      let served = try? await pool.run(for: other, until: later) { 7 }.get()
      #expect(served == 7)
      let late = try? await pool.run(for: other, until: .now) { 7 }.get()
      #expect(late == nil)
      for _ in 0..<6 { gate.signal() }
      for await result in tasks { #expect(result) }
    }
  }
}
