import JSON
import Testing

/// Two users of one provider who bear the same externalId: a group's member of that value is the first of them.
@Suite("Memberships that pass from one user to another", .serialized)
struct DirectoryMovedMemberTests {
  private func moving(
    _ what: (_ idp: TestClient, _ first: String, _ second: String) async throws -> Void
  ) async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let first = try await idp.create("ada@example.org", ["externalId": "e1"])
      let second = try await idp.create("bob@example.org", ["externalId": "e1"])
      let group = try await idp.createGroup("Staff", members: ["e1"])
      func member() async throws -> String? {
        try await host.groups().first?["members"]?.array?.first?["id"]?.string
      }
      let ids = [try await host.user(first)["id"]?.string, try await host.user(second)["id"]?.string]
      #expect(try await member() == ids[0])
      let tag = try await idp.send("GET", "/Groups/\(group)").header("ETag")
      try await what(idp, first, second)
      #expect(try await member() == ids[1])
      let moved = try await host.audit().filter { $0["kind"] == "member.moved" }
      #expect(moved.count == 1 && moved[0]["resourceID"]?.string == group)
      let change = moved.first?["changes"]?.array?.first
      #expect(change?["before"]?["value"]?.string == first && change?["after"]?["value"]?.string == second)
      #expect(try await idp.send("GET", "/Groups/\(group)").header("ETag") == tag, "the IdP's group is as it wrote it")
      let entries = try await host.perform("audit.query", ["user": .string(second), "last": 100])["entries"]?.array
      #expect(entries?.contains { $0["kind"] == "member.moved" } ?? false, "what happened to one person is found")
      #expect(try await host.perform("audit.verify")["faults"] == [])
    }
  }

  @Test("The first one is deleted: the other is the member now, and the trail says so")
  func deleted() async throws {
    try await moving { idp, first, _ in try await idp.send("DELETE", "/Users/\(first)") }
  }

  @Test("The first one gets another externalId: the same")
  func changed() async throws {
    try await moving { idp, first, _ in try await idp.patch("/Users/\(first)", replacing("externalId", "e2")) }
  }

  @Test("What moves nobody tells nothing")
  func still() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      _ = try await idp.create("ada@example.org", ["externalId": "e1"])
      let second = try await idp.create("bob@example.org", ["externalId": "e1"])
      _ = try await idp.createGroup("Staff", members: ["e1", "e3"])
      try await idp.patch("/Users/\(second)", replacing("externalId", "e3"))
      try await idp.send("DELETE", "/Users/\(second)")
      #expect(try await host.audit().allSatisfy { $0["kind"] != "member.moved" })
    }
  }
}
