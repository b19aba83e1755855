import JSON
import Testing

@Suite("Holds, again and in disorder", .serialized)
struct StateMachineHoldTests {
  private static let two = [
    TestProvider(), TestProvider(name: "other", yaml: "settings: { userName: { onChange: follow } }"),
  ]

  @Test("What is rejected already is not rejected again: nothing changes, and the trail says nothing")
  func rejectedTwice() async throws {
    try await TestHost.run(Self.two) { host in
      _ = try await host.client("other").create("ada")
      let held = try await host.client().create("ada")
      let id = try await host.user(held)["id"] ?? .null
      try await host.perform("holds.reject", ["id": id])
      let (holds, count) = (try await host.perform("holds.list"), try await host.audit().count)
      try await host.perform("holds.reject", ["id": id])
      #expect(try await host.perform("holds.list") == holds)
      #expect(try await host.audit().count == count)
    }
  }

  @Test("A released user who takes another name frees the one it had: who waits for that has it")
  func releaseFrees() async throws {
    try await TestHost.run(Self.two) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let ada = try await idp.create("ada")
      let bob = try await other.create("bob")
      try await other.patch("/Users/\(bob)", replacing("userName", "ada"))
      let waiting = try await idp.create("bob")
      #expect(try await host.user(waiting)["state"] == "held")
      try await idp.send("DELETE", "/Users/\(ada)")
      try await host.perform("holds.release", ["id": host.user(bob)["id"] ?? .null])
      #expect(try await host.user(bob)["userName"] == "ada")
      #expect(try await host.user(waiting)["state"] == "active")
      #expect(try await host.perform("holds.list") == [])
    }
  }

  /// Two of one provider who both wait for the name `ada`, and who has it now: the first of them keeps another name.
  private static func queue(
    _ body: (_ host: TestHost, _ idp: TestClient, _ other: TestClient, _ holder: String, _ waiting: [String])
      async throws -> Void
  ) async throws {
    let three = two + [TestProvider(name: "third")]
    try await TestHost.run(three) { host in
      let (idp, other, third) = (
        try await host.client(), try await host.client("other"), try await host.client("third")
      )
      let holder = try await other.create("ada")
      let waiting = [try await idp.create("ada"), try await third.create("ada")]
      try await body(host, idp, other, holder, waiting)
    }
  }

  @Test("Who goes on waiting for the same name keeps its place in the queue, whatever else its IdP changes")
  func placeInQueue() async throws {
    try await Self.queue { host, idp, other, holder, waiting in
      let since = try await host.perform("holds.show", ["id": host.user(waiting[0])["id"] ?? .null])["holds"]
      try await idp.patch("/Users/\(waiting[0])", replacing("title", "Countess"))
      let still = try await host.perform("holds.show", ["id": host.user(waiting[0])["id"] ?? .null])["holds"]
      #expect(still?.array?.first?["since"] == since?.array?.first?["since"])
      try await other.send("DELETE", "/Users/\(holder)")
      #expect(try await host.user(waiting[0])["state"] == "active")
      #expect(try await host.user(waiting[1])["state"] == "held")
    }
  }

  @Test("Who has the name is told as it is now, when it went from one to another")
  func whoHasIt() async throws {
    try await Self.queue { host, _, other, holder, waiting in
      try await other.send("DELETE", "/Users/\(holder)")
      let owner = try await host.user(waiting[0])["id"]?.string ?? ""
      let hold = try await host.perform("holds.list").array?.first
      #expect(hold?["source"]?.string == waiting[1])
      #expect(hold?["detail"]?.string?.contains(owner) == true)
      #expect(try await host.attention().first?["detail"]?.string?.contains(owner) == true)
    }
  }
}
