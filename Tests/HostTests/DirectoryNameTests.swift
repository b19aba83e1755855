import Foundation
import JSON
import Testing

@Suite("When the directory can't follow: what is refused leaves it as it was", .serialized)
struct DirectoryNameTests {
  @Test(
    "What isn't SCIM, or is against the schema, is a 4xx with a SCIM error, and changes nothing",
    arguments: [
      (400, "invalidValue", #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}"#),
      (400, "invalidValue", #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":7}"#),
      (400, "invalidSyntax", #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"#),
      (400, "invalidSyntax", #"["ada"]"#),
      (400, "invalidSyntax", #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a\u0000b"}"#),
    ])
  func againstTheSchema(_ status: Int, _ scimType: String, _ body: String) async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let refused = try await idp.send("POST", "/Users", text: body)
      let answer = refused.body
      #expect(refused.status == status)
      #expect(answer["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
      #expect(answer["scimType"]?.string == scimType, "\(answer)")
      #expect(try await host.users().isEmpty)
      let entry = try await host.lastEntry()
      #expect(entry["kind"] == "request.refused")
      #expect(entry["scimType"]?.string == scimType)
    }
  }

  @Test(
    "A userName that exists at this provider is 409 uniqueness in any case and Unicode form, and the filter finds it",
    arguments: [
      ("ada@example.org", "ADA@Example.ORG"), ("jos\u{E9}@example.org", "JOSE\u{301}@example.org"),
      ("kelvin@example.org", "\u{212A}elvin@example.org"),
    ])
  func taken(_ first: String, _ second: String) async throws {
    // shows 7644-7.8-a 7643-4.1.1-b
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create(first)
      let before = try await host.users()
      let again = try await idp.send("POST", "/Users", User.of(second))
      #expect(again.status == 409)
      #expect(again.body["scimType"] == "uniqueness")
      let found = try await idp.read(filtered("/Users", "userName eq \"\(second)\""))
      #expect(found["totalResults"] == 1)
      #expect(found["Resources"]?.array?.first?["id"]?.string == id)
      #expect(found["Resources"]?.array?.first?["userName"]?.string == first, "as it was written")
      #expect(try await host.users() == before)
      #expect(try await host.lastEntry()["scimType"] == "uniqueness")
    }
  }

  @Test("Taking another's name by PUT or PATCH is 409 too, and changes nothing")
  func takenByChange() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      _ = try await idp.create("ada@example.org")
      let bob = try await idp.create("bob@example.org")
      let before = try await host.users()
      #expect(try await idp.send("PUT", "/Users/\(bob)", User.of("Ada@example.org")).status == 409)
      #expect(try await idp.patch("/Users/\(bob)", replacing("userName", "ADA@example.org")).status == 409)
      #expect(try await idp.read("/Users/\(bob)")["userName"] == "bob@example.org")
      #expect(try await host.users() == before)
    }
  }

  @Test("A deleted user's name is free again, and the new user is another one")
  func freed() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let first = try await idp.create("ada@example.org")
      let entry = try await host.user(first)
      #expect(try await idp.send("DELETE", "/Users/\(first)").status == 204)
      #expect(try await idp.send("GET", "/Users/\(first)").status == 404)
      #expect(try await host.users().isEmpty)
      let left = try await host.perform("users.show", ["id": entry["id"] ?? .null])
      #expect(left["entry"]?["state"] == "tombstone")
      let second = try await idp.create("ada@example.org")
      #expect(second != first)
      #expect(try await host.user(second)["id"] != entry["id"])
    }
  }

  @Test(
    "Two groups of one name are a matter of the adapter: 409 where it says unique", arguments: ["unique", "shared"])
  func groupNames(_ choice: String) async throws {
    try await TestHost.run([TestProvider(knobs: ["groupNames": choice])]) { host in
      let idp = try await host.client()
      _ = try await idp.createGroup("Staff")
      let again = try await idp.send("POST", "/Groups", Group.of("STAFF"))
      #expect(again.status == (choice == "unique" ? 409 : 201))
      #expect(try await host.groups().count == (choice == "unique" ? 1 : 2))
      let found = try await idp.read(filtered("/Groups", "displayName eq \"staff\""))
      #expect(found["totalResults"] == (choice == "unique" ? 1 : 2))
    }
  }
}
