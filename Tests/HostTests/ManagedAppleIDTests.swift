import Foundation
import JSON
import Testing

@testable import Provisioning

@Suite("Managed Apple IDs", .serialized)
struct ManagedAppleIDTests {
  private static func provider(_ settings: String, name: String = "acme") -> TestProvider {
    TestProvider(name: name, yaml: "settings:\n  managedAppleID: \(settings)\n")
  }

  /// The address in the case in which the IdP sends it.
  private static let asSent = "{ enabled: true, from: 'primary(emails)' }"

  private static func email(_ address: String) -> JSONObject {
    ["emails": [["value": .string(address), "type": "work", "primary": true]]]
  }

  @Test(
    "The name of an address",
    arguments: [
      ("ada@example.com", true, "ada@appleid.example.com"), ("ada@example.com", false, "ada@example.com"),
      ("Ada@AppleID.example.com", true, "Ada@AppleID.example.com"), ("ada", true, nil), ("a@b@example.com", true, nil),
      ("ada@", true, nil), ("@example.com", true, nil), ("ada@localhost", true, nil),
      ("ada lovelace@example.com", true, nil),
      ("ada@exa mple.com", true, nil), ("ada@example..com", true, nil), ("ada@-x.com", true, nil),
      ("ada+x@bücher.example", true, "ada+x@appleid.bücher.example"),
    ])
  func names(_ address: String, _ subdomain: Bool, _ expected: String?) {
    #expect(ManagedAppleIDRule.name(of: address, subdomain: subdomain) == expected)
  }

  @Test("Off unless it is on")
  func off() async throws {
    try await TestHost.run([TestProvider(), Self.provider("{ enabled: false, from: email }", name: "other")]) { host in
      for name in ["acme", "other"] {
        let id = try await host.client(name).create("\(name)@example.org", Self.email("\(name)@example.org"))
        #expect(try await host.user(id)["managedAppleID"] == nil)
      }
    }
  }

  @Test(
    "Made of the e-mail address, follows it, is seen with its origin and in the audit trail, and outlives the address")
  func follows() async throws {
    try await TestHost.run([Self.provider("{ enabled: true }")]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", Self.email("Ada@example.com"))
      let user = try await host.user(id)
      #expect(user["managedAppleID"] == "ada@appleid.example.com")
      #expect(user["provenance"]?["managedAppleID"]?["path"] == "email")
      #expect(user["provenance"]?["managedAppleID"]?["provider"] == "acme")
      let change = try await host.lastEntry()["changes"]?.array?.first { $0["name"] == "managedAppleID" }
      #expect(change?["after"] == "ada@appleid.example.com")
      try await idp.patch("/Users/\(id)", replacing("title", "Countess"))
      let mark = try await host.user(id)["provenance"]?["managedAppleID"]
      #expect(mark == user["provenance"]?["managedAppleID"])
      try await idp.patch("/Users/\(id)", replacing("emails", [["value": "countess@example.com", "primary": true]]))
      #expect(try await host.user(id)["managedAppleID"] == "countess@appleid.example.com")
      try await idp.patch("/Users/\(id)", ["op": "remove", "path": "emails"])
      #expect(try await host.user(id)["managedAppleID"] == "countess@appleid.example.com")
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test("An expression over source record and directory, without the subdomain")
  func expression() async throws {
    let from =
      #"{ enabled: true, from: 'join("@", lower(name.familyName), "school.example")', includeAppleIDSubdomain: false }"#
    try await TestHost.run([Self.provider(from)]) { host in
      let id = try await host.client().create("ada@example.org", ["name": ["familyName": "Lovelace"]])
      #expect(try await host.user(id)["managedAppleID"] == "lovelace@school.example")
      let none = try await host.client().create("nobody@example.org")
      #expect(try await host.user(none)["managedAppleID"] == nil)
      #expect(try await host.user(none)["state"] == "active")
    }
  }

  @Test("Nobody's is taken away: a collision, in any case and across providers, waits under attention until it is free")
  func collision() async throws {
    let providers = [Self.provider(Self.asSent), Self.provider(Self.asSent, name: "other")]
    try await TestHost.run(providers) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let first = try await idp.create("ada@example.org", Self.email("ADA@example.com"))
      let second = try await other.create("ada@other.example", Self.email("ada@Example.com"))
      #expect(try await host.user(first)["managedAppleID"] == "ADA@appleid.example.com")
      #expect(try await host.user(second)["managedAppleID"] == nil)
      #expect(try await host.user(second)["state"] == "active")
      #expect(try await host.lastEntry("other")["directory"]?["effect"] == "withheld")
      #expect(try await host.lastEntry("other")["directory"]?["reason"] == "managedAppleID")
      let items = try await host.attention()
      #expect(items.count == 1 && items[0]["what"] == "managedAppleID" && items[0]["provider"] == "other")
      #expect(items[0]["detail"]?.string?.contains("ada@example.org") == true)
      try await other.patch("/Users/\(second)", replacing("title", "Countess"))
      #expect(try await host.lastEntry("other")["directory"]?["effect"] == "applied", "what was said isn't said again")
      try await host.restart()
      #expect(try await host.attention().count == 1)
      try await host.client().send("DELETE", "/Users/\(first)")
      #expect(try await host.user(second)["managedAppleID"] == "ada@appleid.Example.com")
      #expect(try await host.attention().isEmpty)
      let entry = try await host.lastEntry("other")
      #expect(entry["kind"] == "user.updated" && entry["actor"] == "host")
    }
  }

  @Test("An address that moves on frees the name; the one who waits longest has it; who is on hold has none")
  func freed() async throws {
    try await TestHost.run([Self.provider("{ enabled: true }")]) { host in
      let idp = try await host.client()
      var ids: [String] = []
      for name in ["a", "b", "c"] {
        ids.append(try await idp.create("\(name)@example.org", Self.email("one@example.com")))
      }
      try await idp.patch("/Users/\(ids[0])", replacing("emails", [["value": "two@example.com", "primary": true]]))
      var names: [String?] = []
      for id in ids { names.append(try await host.user(id)["managedAppleID"]?.string) }
      #expect(names == ["two@appleid.example.com", "one@appleid.example.com", nil])
      #expect(try await host.attention().count == 1)
    }
  }

  @Test("Many at once who want the same: one has it")
  func atOnce() async throws {
    try await TestHost.run([Self.provider("{ enabled: true }")]) { host in
      let idp = try await host.client()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<24 {
          group.addTask { _ = try await idp.create("u\(number)@example.org", Self.email("Same@example.com")) }
        }
        try await group.waitForAll()
      }
      #expect(try await host.users().count { $0["managedAppleID"] != nil } == 1)
      #expect(try await host.attention().count == 23)
    }
  }

  @Test("Held by a name that another provider has: no Managed Apple ID before the user is provisioned")
  func held() async throws {
    let providers = [TestProvider(), Self.provider("{ enabled: true }", name: "other")]
    try await TestHost.run(providers) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let first = try await idp.create("ada@example.org")
      let second = try await other.create("ada@example.org", Self.email("ada@example.com"))
      #expect(try await host.user(second)["state"] == "held")
      #expect(try await host.user(second)["managedAppleID"] == nil)
      try await idp.send("DELETE", "/Users/\(first)")
      #expect(try await host.user(second)["state"] == "active")
      #expect(try await host.user(second)["managedAppleID"] == "ada@appleid.example.com")
    }
  }
}
