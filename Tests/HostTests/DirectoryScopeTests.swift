import Foundation
import JSON
import Testing

@Suite("Scoping: provision when", .serialized)
struct DirectoryScopeTests {
  private static let provider = TestProvider(
    yaml: """
      mapping:
        extends: Standard
        users:
          provision when: userType eq "Employee"
          attributes:
            title: { from: title, onEmpty: fail }
        groups:
          provision when: displayName sw "app-"
      """)

  @Test("Who is out of scope is stored and answered, but has no directory entry; entering makes one")
  func users() async throws {
    try await TestHost.run([Self.provider]) { host in
      let idp = try await host.client()
      let id = try await idp.create("bo@example.org", ["userType": "Guest"])
      #expect(try await host.users().isEmpty)
      let made = try await host.lastEntry()
      #expect(made["kind"] == "user.created" && made["directory"]?["effect"] == "none")
      #expect(made["detail"]?.string == #"out of scope: provision when userType eq "Employee""#)
      #expect(try await idp.read("/Users/\(id)")["userType"] == "Guest")
      #expect(try await idp.read(filtered("/Users", "userName eq \"bo@example.org\""))["totalResults"] == 1)
      let other = try await idp.create("bo@elsewhere.example", ["userType": "Guest"])
      #expect(try await idp.send("DELETE", "/Users/\(other)").status == 204)
      let entered = try await idp.patch(
        "/Users/\(id)", ["op": "replace", "value": ["userType": "Employee", "title": "Clerk"]])
      #expect(entered.status == 200)
      let entry = try await host.user(id)
      #expect(entry["userName"] == "bo@example.org" && entry["state"] == "active")
    }
  }

  @Test("Leaving the scope deactivates and says why, coming back activates; everything else stays")
  func leaving() async throws {
    try await TestHost.run([Self.provider]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["userType": "Employee", "title": "Countess"])
      let before = try await host.user(id)
      let left = try await idp.patch("/Users/\(id)", ["op": "replace", "path": "userType", "value": "Guest"])
      #expect(left.status == 200 && left.body["active"] != false, "the IdP reads back what it wrote")
      let inactive = try await host.user(id)
      #expect(inactive["id"] == before["id"] && inactive["state"] == "inactive" && inactive["title"] == "Countess")
      #expect(try await host.lastEntry()["detail"]?.string == #"out of scope: provision when userType eq "Employee""#)
      #expect(inactive["provenance"]?["active"]?["path"]?.string == #"provision when userType eq "Employee""#)
      _ = try await idp.patch("/Users/\(id)", ["op": "replace", "path": "title", "value": ""])
      #expect(try await host.user(id)["title"] == "Countess", "nothing is mapped while out of scope")
      _ = try await idp.patch(
        "/Users/\(id)", ["op": "replace", "value": ["userType": "Employee", "title": "Lady"]])
      let back = try await host.user(id)
      #expect(back["state"] == "active" && back["title"] == "Lady" && back["id"] == before["id"])
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test("A scope that can't be judged holds who is there as they are; who leaves leaves")
  func unjudged() async throws {
    let provider = TestProvider(
      yaml: "mapping:\n  extends: Standard\n  users:\n    provision when: not (emails[value co \"zz\"])\n")
    let emails = JSON.array((0..<4900).map { ["value": .string("ada.lovelace.\($0)@example.org")] })
    try await TestHost.run([provider]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["title": "Countess"])
      let change: JSONObject = ["emails": emails, "title": "Lady"]
      #expect(try await idp.patch("/Users/\(id)", ["op": "replace", "value": .object(change)]).status == 200)
      #expect(try await host.user(id)["title"] == "Countess")
      let item = try await host.attention().first
      #expect(item?["what"] == "incomplete" && item?["detail"] == "no value for provision when")
      #expect(try await idp.patch("/Users/\(id)", replacing("active", false)).status == 200)
      #expect(try await host.user(id)["state"] == "inactive")
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test("Groups out of scope are kept from the directory, and those that leave it become inactive")
  func groups() async throws {
    try await TestHost.run([Self.provider]) { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org", ["userType": "Employee", "title": "Countess"])
      let guest = try await idp.create("bo@example.org", ["userType": "Guest"])
      let sales = try await idp.createGroup("Sales", members: [ada])
      #expect(try await host.groups().isEmpty)
      let crm = try await idp.createGroup("app-crm", members: [ada, guest])
      #expect(try await host.groups().map { $0["displayName"]?.string } == ["app-crm"])
      _ = try await idp.patch("/Groups/\(crm)", ["op": "replace", "path": "displayName", "value": "crm"])
      #expect(try await host.groups().map { $0["state"]?.string } == ["inactive"])
      _ = try await idp.patch("/Groups/\(crm)", ["op": "replace", "path": "displayName", "value": "app-crm 2"])
      let back = try #require(try await host.groups().first)
      #expect(back["state"] == "active" && back["displayName"] == "app-crm 2")
      #expect(try await idp.send("DELETE", "/Groups/\(sales)").status == 204)
    }
  }
}
