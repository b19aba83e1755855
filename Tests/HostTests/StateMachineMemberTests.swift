import JSON
import Testing

@Suite("One value names one member", .serialized)
struct StateMachineMemberTests {
  @Test("Of two users with one externalId the first is the member, for its groups as for the directory")
  func sharedExternalID() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let (ada, bob) = (
        try await idp.create("ada", ["externalId": "e"]), try await idp.create("bob", ["externalId": "e"])
      )
      let group = try await idp.createGroup("Staff", members: ["e"])
      let entry = try await host.user(ada)["id"]
      #expect(try await host.groups().first?["members"]?.array?.map { $0["id"] } == [entry])
      #expect(try await idp.read("/Users/\(ada)")["groups"]?.array?.map { $0["value"]?.string } == [group])
      #expect(try await idp.read("/Users/\(bob)")["groups"] == nil)
      let shown = try await host.perform("users.show", ["id": host.user(bob)["id"] ?? .null])
      #expect(shown["memberships"] == [])
    }
  }
}
