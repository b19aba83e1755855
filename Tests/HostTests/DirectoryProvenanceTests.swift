import Foundation
import JSON
import Testing

@Suite("The canonical directory: where a value came from, and what is left of a user", .serialized)
struct DirectoryProvenanceTests {
  @Test("A mark names provider, expression, mapping version and time; an unchanged value keeps its mark")
  func marks() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["title": "Countess"])
      let first = try await host.user(id)["provenance"]
      #expect(first?["userName"]?["provider"] == "acme")
      #expect(first?["userName"]?["path"] == "lower(trim(userName))")
      #expect(first?["userName"]?["mapping"]?.string?.utf8.count == 12)
      #expect(try await host.user(id)["created"] == first?["userName"]?["at"])
      try await Task.sleep(for: .milliseconds(2))
      try await idp.patch("/Users/\(id)", replacing("title", "Duchess"))
      let second = try await host.user(id)["provenance"]
      #expect(second?["userName"] == first?["userName"])
      #expect(second?["title"]?["at"] != first?["title"]?["at"])
      #expect(try await host.user(id)["updated"] == second?["title"]?["at"])
      #expect(try await host.user(id)["version"] == 2)
    }
  }

  @Test("`users show` has the entry, the source record as its IdP wrote it, and the holds")
  func show() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("Ada@Example.org", ["nickName": "AAL"])
      let shown = try await host.perform("users.show", ["id": "ADA@example.org"])
      #expect(try await shown["entry"] == host.user(id))
      let source = shown["sources"]?.array?.first
      #expect(source?["provider"] == "acme")
      #expect(source?["idp"] == "SCIM 2.0 client")
      #expect(source?["id"]?.string == id)
      #expect(source?["resource"]?["userName"] == "Ada@Example.org")
      #expect(source?["resource"]?["nickName"] == "AAL")
      #expect(shown["holds"] == [])
      #expect(try await host.refusal("users.show", ["id": "nobody"])?.contains("nobody") ?? false)
    }
  }

  @Test("A deleted user leaves a tombstone that owns no name, is in no list, and can still be shown")
  func tombstone() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["title": "Countess"])
      let entry = try await host.user(id)
      try await idp.send("DELETE", "/Users/\(id)")
      #expect(try await host.users().isEmpty)
      // Her name is free, and still finds what is left of her for people who ask.
      #expect(try await host.perform("users.show", ["id": "ada@example.org"])["entry"]?["state"] == "tombstone")
      let left = try await host.perform("users.show", ["id": entry["id"] ?? .null])
      #expect(left["entry"]?["state"] == "tombstone")
      #expect(left["entry"]?["active"] == false)
      #expect(left["entry"]?["links"] == [])
      #expect(left["entry"]?["version"] == 2)
      let audit = try await host.lastEntry()
      #expect(audit["kind"] == "user.deleted")
      #expect(audit["directory"]?["entry"] == entry["id"])
    }
  }
}
