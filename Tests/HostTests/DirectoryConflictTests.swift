import Foundation
import JSON
import Testing

@Suite("When the directory can't follow: a userName that another provider's user has", .serialized)
struct DirectoryConflictTests {
  private static let two = [TestProvider(), TestProvider(name: "other")]

  /// Ada of `other`, and then Ada of `acme`, on hold.
  private static func run(
    _ body: (_ host: TestHost, _ idp: TestClient, _ other: TestClient, _ held: String, _ holder: String) async throws
      -> Void
  ) async throws {
    try await TestHost.run(two) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let holder = try await other.create("ada@example.org")
      let held = try await idp.create("ADA@example.org", ["title": "Countess"])
      try await body(host, idp, other, held, holder)
    }
  }

  @Test("The IdP is told 2xx and reads back what it wrote; the entry is on hold, and owns no name")
  func onHold() async throws {
    try await Self.run { host, idp, _, held, holder in
      let read = try await idp.read("/Users/\(held)")
      #expect(read["userName"] == "ADA@example.org")
      #expect(read["title"] == "Countess")
      let entry = try await host.user(held)
      #expect(entry["state"] == "held")
      #expect(try await host.user(holder)["state"] == "active")
      #expect(try await host.perform("users.show", ["id": "ada@example.org"])["entry"] == host.user(holder))
      let audit = try await host.lastEntry()
      #expect(audit["kind"] == "user.created")
      #expect(audit["outcome"] == "success")
      #expect(audit["directory"]?["effect"] == "held")
      #expect(audit["directory"]?["reason"] == "conflict")
    }
  }

  @Test("`attention`, `holds list` and `holds show` show it")
  func shown() async throws {
    try await Self.run { host, _, _, held, _ in
      let id = try await host.user(held)["id"] ?? .null
      let waiting = try await host.attention()
      #expect(waiting.count == 1)
      #expect(waiting.first?["what"] == "conflict")
      #expect(waiting.first?["provider"] == "acme")
      #expect(waiting.first?["entry"] == id)
      let holds = try await host.perform("holds.list").array ?? []
      #expect(holds.map { $0["reason"] } == ["conflict"])
      #expect(holds.first?["source"]?.string == held)
      let shown = try await host.perform("holds.show", ["id": id])
      #expect(shown["sources"]?.array?.first?["resource"]?["title"] == "Countess")
    }
  }

  @Test("`holds release` refuses while the conflict stands; the hold ends by itself once the name is free")
  func release() async throws {
    try await Self.run { host, idp, other, held, holder in
      let id = try await host.user(held)["id"] ?? .null
      let refused = try await host.refusal("holds.release", ["id": id])
      #expect(refused?.contains("still stands") ?? false)
      #expect(try await host.user(held)["state"] == "held")
      try await other.send("DELETE", "/Users/\(holder)")
      let entry = try await host.user(held)
      #expect(entry["id"] == id)
      #expect(entry["state"] == "active")
      #expect(entry["userName"] == "ada@example.org")
      #expect(entry["title"] == "Countess")
      let released = try await host.lastEntry()
      #expect(released["kind"] == "hold.released")
      #expect(released["provider"] == "acme", "the entry is that of the provider who waited")
      #expect(released["directory"]?["entry"] == id)
      #expect(try await host.perform("holds.list").array == [])
      #expect(try await host.attention().isEmpty)
      #expect(try await host.refusal("holds.release", ["id": id]) != nil, "it isn't on hold any more")
    }
  }

  @Test("Renaming the one who has the name frees it; renaming the held one decides the conflict")
  func renaming() async throws {
    try await Self.run { host, _, _, held, holder in
      try await host.perform("users.rename", ["id": "ada@example.org", "userName": "ada.other@example.org"])
      #expect(try await host.user(held)["userName"] == "ada@example.org")
      #expect(try await host.user(held)["state"] == "active")
      #expect(try await host.user(holder)["userName"] == "ada.other@example.org")
    }
    try await Self.run { host, idp, _, held, _ in
      let id = try await host.user(held)["id"] ?? .null
      try await host.perform("users.rename", ["id": id, "userName": "ada.acme@example.org"])
      #expect(try await host.user(held)["state"] == "active")
      #expect(try await host.user(held)["title"] == "Countess")
      #expect(try await host.perform("holds.list").array == [])
      try await idp.patch("/Users/\(held)", replacing("title", "Duchess"))
      #expect(try await host.user(held)["title"] == "Duchess")
      #expect(try await host.user(held)["userName"] == "ada.acme@example.org")
    }
  }

  @Test("`holds reject` keeps the entry as it is until its IdP's next change, which is judged afresh")
  func reject() async throws {
    try await Self.run { host, idp, other, held, holder in
      let id = try await host.user(held)["id"] ?? .null
      try await host.perform("holds.reject", ["id": id])
      #expect(try await host.lastEntry()["kind"] == "hold.rejected")
      #expect(try await host.perform("holds.list").array?.map { $0["reason"] } == ["rejected"])
      #expect(try await host.attention().isEmpty, "it is decided")
      try await other.send("DELETE", "/Users/\(holder)")
      #expect(try await host.user(held)["state"] == "held")
      try await idp.send("PUT", "/Users/\(held)", User.of("ADA@example.org", ["title": "Countess"]))
      #expect(try await host.user(held)["state"] == "held", "the same again is no change")
      try await idp.patch("/Users/\(held)", replacing("title", "Duchess"))
      #expect(try await host.user(held)["state"] == "active")
      #expect(try await host.user(held)["title"] == "Duchess")
      #expect(try await host.perform("holds.list").array == [])
    }
  }

  @Test("A rejected hold can't be rejected again: nothing would change, and nothing is noted")
  func rejectTwice() async throws {
    try await Self.run { host, _, _, held, _ in
      let id = try await host.user(held)["id"] ?? .null
      try await host.perform("holds.reject", ["id": id])
      let entries = try await host.audit()
      #expect(try await host.refusal("holds.reject", ["id": id])?.contains("rejected already") ?? false)
      #expect(try await host.audit() == entries)
    }
  }

  @Test("Who waits longest for a name has it, whatever else changed meanwhile")
  func longest() async throws {
    let three = Self.two + [TestProvider(name: "third")]
    try await TestHost.run(three) { host in
      let (first, other, third) = (
        try await host.client(), try await host.client("other"), try await host.client("third")
      )
      let holder = try await other.create("ada@example.org")
      let longest = try await first.create("ada@example.org")
      let later = try await third.create("ada@example.org")
      let since = try await host.perform("holds.list").array?.first?["since"]
      try await first.patch("/Users/\(longest)", replacing("title", "Countess"))
      let holds = try await host.perform("holds.list").array ?? []
      #expect(holds.first?["source"]?.string == longest)
      #expect(holds.first?["since"] == since)
      try await other.send("DELETE", "/Users/\(holder)")
      #expect(try await host.user(longest)["state"] == "active")
      #expect(try await host.user(later)["state"] == "held")
    }
  }

  @Test("The IdP ends it by sending another name")
  func otherName() async throws {
    try await Self.run { host, idp, _, held, _ in
      try await idp.patch("/Users/\(held)", replacing("userName", "ada.king@example.org"))
      #expect(try await host.user(held)["state"] == "active")
      #expect(try await host.user(held)["userName"] == "ada.king@example.org")
      #expect(try await host.attention().isEmpty)
    }
  }

  @Test("Deactivating and deleting a held user works, and its holds go with it")
  func leaving() async throws {
    try await Self.run { host, idp, other, held, holder in
      #expect(try await idp.patch("/Users/\(held)", replacing("active", false)).status == 200)
      #expect(try await host.user(held)["active"] == false)
      #expect(try await host.user(held)["state"] == "held")
      try await other.send("DELETE", "/Users/\(holder)")
      #expect(try await host.user(held)["state"] == "inactive")
    }
    try await Self.run { host, idp, _, held, holder in
      #expect(try await idp.send("DELETE", "/Users/\(held)").status == 204)
      #expect(try await host.perform("holds.list").array == [])
      #expect(try await host.attention().isEmpty)
      let left = try await host.user(holder)
      #expect(try await host.users() == [left])
    }
  }

  @Test("No answer tells one provider what another has")
  func walls() async throws {
    try await Self.run { _, idp, other, held, holder in
      let read = try await idp.send("GET", "/Users/\(holder)")
      #expect(read.status == 404)
      #expect(try await other.send("GET", "/Users/\(held)").status == 404)
      #expect(try await idp.read(filtered("/Users", "userName eq \"ada@example.org\""))["totalResults"] == 1)
      #expect(try await idp.send("DELETE", "/Users/\(holder)").status == 404)
      #expect(try await idp.patch("/Users/\(holder)", replacing("title", "x")).status == 404)
    }
  }
}
