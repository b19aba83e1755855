import Foundation
import JSON
import Testing

@Suite("When the directory can't follow: rules that give nothing", .serialized)
struct DirectoryEmptyTests {
  private static let failing = TestProvider(
    yaml: """
      mapping:
        extends: Standard
        users:
          attributes:
            department: { from: "\(User.enterprise):department", onEmpty: fail }
      """)

  private static func department(_ name: String) -> JSONObject { [User.enterprise: ["department": .string(name)]] }

  @Test("onEmpty: fail is 400 invalidValue that names attribute and rule, and nothing changes")
  func fail() async throws {
    try await TestHost.run([Self.failing]) { host in
      let idp = try await host.client()
      let refused = try await idp.send("POST", "/Users", User.of("ada@example.org"))
      #expect(refused.status == 400)
      #expect(refused.body["scimType"] == "invalidValue")
      let detail = refused.body["detail"]?.string ?? ""
      #expect(detail.contains("'department'") && detail.contains("onEmpty: fail"), "\(detail)")
      #expect(detail.contains("\(User.enterprise):department"), "\(detail)")
      #expect(try await host.users().isEmpty)
      #expect(try await idp.read("/Users")["totalResults"] == 0)
      #expect(try await host.lastEntry()["scimType"] == "invalidValue")
      let inactive = try await idp.send("POST", "/Users", User.of("ada@example.org", ["active": false]))
      #expect(inactive.status == 400, "to create an inactive user is not to deactivate one")
    }
  }

  @Test("onEmpty: fail refuses a change, but never one that deactivates or deletes")
  func failNeverKeepsLeavers() async throws {
    try await TestHost.run([Self.failing]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", Self.department("Mathematics"))
      let before = try await host.user(id)
      let path = "/Users/\(id)"
      #expect(try await idp.send("PUT", path, User.of("ada@example.org")).status == 400)
      #expect(try await host.user(id) == before)
      #expect(try await idp.read(path)[User.enterprise]?["department"] == "Mathematics")
      let left = try await idp.send("PUT", path, User.of("ada@example.org", ["active": false]))
      #expect(left.status == 200)
      #expect(try await host.user(id)["state"] == "inactive")
      #expect(try await host.user(id)["department"] == "Mathematics", "what can't be made stays")
      #expect(try await idp.send("DELETE", path).status == 204)
      #expect(try await host.users().isEmpty)
    }
  }

  private static let byEmail = TestProvider(
    yaml: """
      mapping:
        extends: Standard
        users:
          attributes:
            userName: lower(primary(emails))
      """)

  private static let emails: JSONObject = ["emails": [["value": "Ada@example.org", "primary": true]]]

  @Test("A required attribute that stays empty: 2xx, on hold (incomplete), released by the IdP's next good change")
  func incomplete() async throws {
    try await TestHost.run([Self.byEmail]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada")
      #expect(try await idp.read("/Users/\(id)")["userName"] == "ada")
      let entry = try await host.user(id)
      #expect(entry["state"] == "held")
      #expect(try await host.lastEntry()["directory"]?["reason"] == "incomplete")
      #expect(try await host.attention().first?["what"] == "incomplete")
      #expect(try await host.attention().first?["detail"]?.string?.contains("userName") ?? false)
      #expect(try await host.refusal("holds.release", ["id": entry["id"] ?? .null]) != nil)
      #expect(try await host.refusal("users.rename", ["id": entry["id"] ?? .null, "userName": "ada"]) != nil)
      try await idp.send("PUT", "/Users/\(id)", User.of("ada", Self.emails))
      #expect(try await host.user(id)["state"] == "active")
      #expect(try await host.user(id)["userName"] == "ada@example.org")
      #expect(try await host.user(id)["id"] == entry["id"])
      #expect(try await host.perform("holds.list").array == [])
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test("A provisioned user keeps its name when the rule gives none any more")
  func keepsItsName() async throws {
    try await TestHost.run([Self.byEmail]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada", Self.emails)
      try await idp.send("PUT", "/Users/\(id)", User.of("ada", ["title": "Countess"]))
      #expect(try await host.user(id)["userName"] == "ada@example.org")
      #expect(try await host.user(id)["title"] == "Countess")
      #expect(try await host.user(id)["state"] == "active")
    }
  }

  private static let namedByExternalID = TestProvider(
    yaml: """
      mapping:
        extends: Standard
        groups:
          attributes:
            displayName: externalId
      """)

  @Test("A provisioned group that loses its name is pinned as it was, and followed again once it has one")
  func group() async throws {
    try await TestHost.run([Self.namedByExternalID]) { host in
      let idp = try await host.client()
      let id = try await idp.createGroup("Staff", ["externalId": "staff"])
      func entry() async throws -> [JSON?] {
        let group = try await host.groups().first
        return ["displayName", "state", "version"].map { group?[$0] }
      }
      #expect(try await entry() == ["staff", "active", 1])
      #expect(try await idp.send("PUT", "/Groups/\(id)", Group.of("Staff")).status == 200)
      #expect(try await entry() == ["staff", "active", 1], "the entry is pinned")
      #expect(try await host.lastEntry()["directory"]?["reason"] == "incomplete")
      #expect(try await host.attention().first?["detail"]?.string?.contains("displayName") ?? false)
      try await idp.send("PUT", "/Groups/\(id)", Group.of("Staff", ["externalId": "crew"]))
      #expect(try await host.groups().first?["displayName"] == "crew")
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test("A group without a name is on hold from the start, and provisioned once it has one")
  func newGroup() async throws {
    try await TestHost.run([Self.namedByExternalID]) { host in
      let idp = try await host.client()
      let id = try await idp.createGroup("Staff")
      #expect(try await host.groups().first?["state"] == "held")
      try await idp.send("PUT", "/Groups/\(id)", Group.of("Staff", ["externalId": "staff"]))
      #expect(try await host.groups().first?["state"] == "active")
      #expect(try await host.groups().first?["displayName"] == "staff")
      #expect(try await host.attention().isEmpty)
    }
  }

  private static let long = TestProvider(
    yaml: """
      mapping:
        extends: Standard
        users:
          attributes:
            title: join("", title, title, title, title, title, title, title, title, title, title)
      """)

  @Test("A mapping that exceeds its limit puts the entry on hold, and leavers leave nevertheless")
  func limit() async throws {
    try await TestHost.run([Self.long]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["title": "x"])
      let before = try await host.user(id)
      let huge = JSON.string(String(repeating: "x", count: 60_000))
      #expect(try await idp.patch("/Users/\(id)", replacing("title", huge)).status == 200)
      #expect(try await host.user(id) == before, "the entry is pinned")
      #expect(try await host.lastEntry()["directory"]?["reason"] == "incomplete")
      #expect(try await host.attention().first?["detail"]?.string?.contains("title") ?? false)
      #expect(try await idp.patch("/Users/\(id)", replacing("active", false)).status == 200)
      #expect(try await host.user(id)["state"] == "inactive")
      #expect(try await host.user(id)["title"] == before["title"])
    }
  }
}
