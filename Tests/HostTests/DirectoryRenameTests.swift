import Foundation
import JSON
import Testing

@Suite("When the directory can't follow: a userName that changes after provisioning", .serialized)
struct DirectoryRenameTests {
  private static func provider(_ choice: String, name: String = "acme") -> TestProvider {
    TestProvider(name: name, yaml: "settings: { userName: { onChange: \(choice) } }")
  }

  @Test("keep: 2xx and read back, the directory keeps its name; audit and attention say what was not applied")
  func keep() async throws {
    try await TestHost.run([Self.provider("keep")]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let renamed = try await idp.patch("/Users/\(id)", replacing("userName", "ada.king@example.org"))
      #expect(renamed.status == 200)
      #expect(try await idp.read("/Users/\(id)")["userName"] == "ada.king@example.org")
      #expect(try await host.user(id)["userName"] == "ada@example.org")
      #expect(try await host.lastEntry()["directory"]?["effect"] == "withheld")
      #expect(try await host.lastEntry()["directory"]?["reason"] == "userName")
      let waiting = try await host.attention()
      #expect(waiting.count == 1)
      #expect(waiting.first?["what"] == "userName")
      #expect(waiting.first?["detail"]?.string?.contains("ada.king@example.org") ?? false)
      try await idp.patch("/Users/\(id)", replacing("title", "Countess"))
      #expect(try await host.user(id)["title"] == "Countess", "the rest follows")
      #expect(try await host.lastEntry()["directory"]?["effect"] == "applied", "nothing of this change was left out")
      #expect(try await host.attention().count == 1, "and the name still waits")
      try await idp.patch("/Users/\(id)", replacing("userName", "Ada@Example.org"))
      #expect(try await host.attention().isEmpty, "the IdP took it back")
    }
  }

  @Test("refuse: 400 mutability, nothing changes, and /Schemas says immutable")
  func refuse() async throws {
    try await TestHost.run([Self.provider("refuse")]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let before = try await host.user(id)
      let renamed = try await idp.patch("/Users/\(id)", replacing("userName", "ada.king@example.org"))
      #expect(renamed.status == 400)
      #expect(renamed.body["scimType"] == "mutability")
      #expect(try await idp.read("/Users/\(id)")["userName"] == "ada@example.org")
      #expect(try await host.user(id) == before)
      #expect(try await host.lastEntry()["scimType"] == "mutability")
      let schema = try await idp.read("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
      let attribute = schema["attributes"]?.array?.first { $0["name"] == "userName" }
      #expect(attribute?["mutability"] == "immutable")
    }
  }

  @Test("refuse: a request that deactivates or deletes is carried out, as under keep")
  func refuseLetsLeaversGo() async throws {
    try await TestHost.run([Self.provider("refuse")]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let left = try await idp.patch(
        "/Users/\(id)", replacing("userName", "gone-1@example.org"), replacing("active", false))
      #expect(left.status == 200)
      #expect(try await host.user(id)["userName"] == "ada@example.org")
      #expect(try await host.user(id)["state"] == "inactive")
      #expect(try await host.lastEntry()["kind"] == "user.deactivated")
      let back = try await idp.patch("/Users/\(id)", replacing("active", true))
      #expect(back.status == 200, "the name that was let pass is no new change")
      #expect(try await host.user(id)["state"] == "active")
      #expect(try await idp.send("DELETE", "/Users/\(id)").status == 204)
    }
  }

  @Test("follow: the directory renames if the name is free, and frees the old one")
  func follow() async throws {
    try await TestHost.run([Self.provider("follow")]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      try await idp.patch("/Users/\(id)", replacing("userName", "ada.king@example.org"))
      #expect(try await host.user(id)["userName"] == "ada.king@example.org")
      #expect(try await host.lastEntry()["directory"]?["effect"] == "applied")
      #expect(try await host.attention().isEmpty)
      let other = try await idp.create("ada@example.org")
      #expect(try await host.user(other)["state"] == "active")
    }
  }

  @Test("follow: a name that another provider's user has puts the entry on hold; it goes on once the name is free")
  func followConflict() async throws {
    try await TestHost.run([Self.provider("follow"), TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let holder = try await other.create("bob@example.org")
      let id = try await idp.create("ada@example.org")
      #expect(try await idp.patch("/Users/\(id)", replacing("userName", "bob@example.org")).status == 200)
      #expect(try await host.user(id)["userName"] == "ada@example.org")
      #expect(try await host.user(id)["state"] == "active", "it was provisioned, and stays as it is")
      #expect(try await host.lastEntry()["directory"]?["reason"] == "conflict")
      #expect(try await host.attention().map { $0["what"] } == ["conflict"])
      try await other.send("DELETE", "/Users/\(holder)")
      try await idp.patch("/Users/\(id)", replacing("title", "Countess"))
      #expect(try await host.user(id)["userName"] == "bob@example.org")
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test(
    "`users rename` is the deliberate way, and stays whatever the setting", arguments: ["keep", "refuse", "follow"])
  func rename(_ choice: String) async throws {
    try await TestHost.run([Self.provider(choice)]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let renamed = try await host.perform("users.rename", ["id": "ADA@example.org", "userName": "countess"])
      #expect(renamed["userName"] == "countess")
      let entry = try await host.lastEntry()
      #expect(entry["kind"] == "user.renamed")
      #expect(entry["actor"] == "test")
      #expect(try await idp.read("/Users/\(id)")["userName"] == "ada@example.org", "the IdP's record is its own")
      #expect(try await idp.patch("/Users/\(id)", replacing("title", "Countess")).status == 200)
      #expect(try await host.user(id)["userName"] == "countess")
      #expect(try await host.user(id)["title"] == "Countess")
      #expect(try await host.user(id)["provenance"]?["userName"]?["by"] == "test")
      #expect(try await host.attention().isEmpty, "the administrator knows")
      let changed = try await idp.patch("/Users/\(id)", replacing("userName", "ada.king@example.org"))
      #expect(changed.status == (choice == "refuse" ? 400 : 200), "that is the IdP's own change")
      #expect(try await host.user(id)["userName"]?.string == (choice == "follow" ? "ada.king@example.org" : "countess"))
    }
  }

  @Test("follow: who is on hold for a name and is renamed keeps the new one, however often its IdP sends the other")
  func renameHeld() async throws {
    try await TestHost.run([Self.provider("follow"), TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      _ = try await other.create("bob@example.org")
      let id = try await idp.create("ada@example.org")
      try await idp.patch("/Users/\(id)", replacing("userName", "bob@example.org"))
      #expect(try await host.attention().map { $0["what"] } == ["conflict"])
      let renamed = try await host.perform("users.rename", ["id": "ada@example.org", "userName": "bobby@example.org"])
      #expect(renamed["provenance"]?["userName"]?["decidedAgainst"] == "bob@example.org")
      try await idp.patch("/Users/\(id)", replacing("title", "Countess"))
      #expect(try await host.user(id)["userName"] == "bobby@example.org")
      #expect(try await host.user(id)["title"] == "Countess")
      #expect(try await host.attention().isEmpty)
      #expect(try await host.perform("holds.list") == [])
      try await idp.patch("/Users/\(id)", replacing("userName", "ada@example.org"))
      #expect(try await host.user(id)["userName"] == "ada@example.org", "that is a change of the IdP's own")
    }
  }

  @Test("`users rename` takes no name that another user has, and none with control characters")
  func renameRefused() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      _ = try await idp.create("bob@example.org")
      let taken = try await host.refusal("users.rename", ["id": "ada@example.org", "userName": "BOB@example.org"])
      #expect(taken?.contains("belongs to the user") ?? false)
      #expect(try await host.refusal("users.rename", ["id": "ada@example.org", "userName": "a\u{7}"]) != nil)
      #expect(try await host.refusal("users.rename", ["id": "nobody", "userName": "x"]) != nil)
      #expect(try await host.user(id)["userName"] == "ada@example.org")
    }
  }

  @Test("Renaming to the name that it has changes nothing, and shows what is on disk")
  func sameName() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let before = try await host.user(id)
      let entries = try await host.audit()
      let shown = try await host.perform(
        "users.rename", ["id": before["id"] ?? .null, "userName": "ada@example.org"])
      #expect(shown == before)
      #expect(try await host.user(id) == before)
      #expect(try await host.audit() == entries)
    }
  }

  @Test("A release that renames frees the old name for whoever waits for it")
  func releaseFreesAName() async throws {
    try await TestHost.run([Self.provider("follow"), TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let ada = try await idp.create("ada@example.org")
      let waiting = try await other.create("ada@example.org")
      _ = try await other.create("bert@example.org")
      try await idp.patch("/Users/\(ada)", replacing("userName", "bert@example.org"))
      #expect(try await host.user(ada)["userName"] == "ada@example.org", "the name is taken")
      try await host.perform("users.rename", ["id": "bert@example.org", "userName": "bertram@example.org"])
      try await host.perform("holds.release", ["id": host.user(ada)["id"] ?? .null])
      #expect(try await host.user(ada)["userName"] == "bert@example.org")
      #expect(try await host.user(waiting)["state"] == "active")
      #expect(try await host.perform("holds.list").array == [])
    }
  }
}
