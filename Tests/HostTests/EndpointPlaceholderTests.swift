import JSON
import Testing

/// K-04: what a provider shows while it has no user, where its IdP's test wants to see one.
@Suite("A placeholder for the empty list", .serialized)
struct EndpointPlaceholderTests {
  /// Two Okta tenants of one host, of which one wants the placeholder.
  private static let two = [
    TestProvider(name: "seeded", adapter: "Okta", yaml: "options: { probeSeedUser: true }"),
    TestProvider(name: "plain", adapter: "Okta"),
  ]

  private static func total(_ reply: TestReply) -> Int64? { reply.body["totalResults"]?.integer }

  @Test("It is shown where the knob is on, not where it is off, and each provider goes by its own users")
  func twoProviders() async throws {
    try await TestHost.run(Self.two) { host in
      let (seeded, plain) = (try await host.client("seeded"), try await host.client("plain"))
      let shown = try await seeded.send("GET", "/Users?startIndex=1&count=2")
      let id = try #require(shown.body["Resources"]?.array?.first?["id"]?.string)
      let location = shown.body["Resources"]?.array?.first?["meta"]?["location"]?.string
      #expect(Self.total(shown) == 1 && location == "\(seeded.base)/Users/\(id)")
      #expect(Self.total(try await plain.send("GET", "/Users?startIndex=1&count=2")) == 0)
      #expect(try await plain.send("GET", "/Users/\(id)").status == 404)
      // The other provider's first user changes nothing here.
      _ = try await plain.create("ada@example.org")
      #expect(try await seeded.send("GET", "/Users/\(id)").status == 200)
      let bob = try await seeded.create("bob@example.org")
      #expect(try await seeded.send("GET", "/Users/\(id)").status == 404)
      #expect(Self.total(try await seeded.send("GET", "/Users")) == 1)
      // It stands for an empty list whenever there is one.
      #expect(try await seeded.send("DELETE", "/Users/\(bob)").status == 204)
      #expect(try await seeded.send("GET", "/Users/\(id)").status == 200)
    }
  }

  @Test("Pages, filters, sorting, projections and searches treat it as the one user there is")
  func reads() async throws {
    try await TestHost.run(Self.two) { host in
      let idp = try await host.client("seeded")
      let id = try #require(try await idp.send("GET", "/Users").body["Resources"]?.array?.first?["id"]?.string)
      let ones = [
        "/Users", "/Users?sortBy=userName", "/Users?filter=id+eq+%22\(id)%22", "/Users?filter=active+eq+false",
        "/Users?filter=userName+eq+%22PLACEHOLDER@dragoman.invalid%22", "/Users?sortBy=userName&filter=userName+pr",
      ]
      for path in ones {
        let reply = try await idp.send("GET", path)
        #expect(Self.total(reply) == 1 && reply.body["Resources"]?.array?.first?["id"]?.string == id, "\(path)")
      }
      let counted = try await idp.send("GET", "/Users?count=0")
      #expect(Self.total(counted) == 1 && counted.body["Resources"]?.array?.isEmpty ?? true)
      for path in ["/Users?filter=userName+eq+%22ada@example.org%22", "/Users?filter=active+eq+true", "/Groups"] {
        #expect(Self.total(try await idp.send("GET", path)) == 0, "\(path)")
      }
      #expect(Self.total(try await idp.send("POST", "/.search", ["filter": "id pr"])) == 1)
      let narrow = try await idp.send("GET", "/Users/\(id)?attributes=userName")
      #expect(narrow.body["userName"] != nil && narrow.body["emails"] == nil)
      let tag = try #require(try await idp.send("GET", "/Users/\(id)").header("ETag"))
      #expect(try await idp.send("GET", "/Users/\(id)", with: [("If-None-Match", tag)]).status == 304)
    }
  }

  @Test("Writes to it are refused, and nothing but the refusals is kept of it anywhere")
  func writes() async throws {
    try await TestHost.run(Self.two) { host in
      let idp = try await host.client("seeded")
      let id = try #require(try await idp.send("GET", "/Users").body["Resources"]?.array?.first?["id"]?.string)
      let replies = [
        try await idp.send("PUT", "/Users/\(id)", User.of("ada@example.org")),
        try await idp.patch("/Users/\(id)", ["op": "replace", "path": "active", "value": true]),
        try await idp.send("DELETE", "/Users/\(id)"),
      ]
      for reply in replies {
        #expect(reply.status == 403 && reply.body["status"] == "403")
        #expect(reply.body["detail"]?.string?.contains("stands for an empty list") ?? false)
      }
      // As a member it is one who isn't known: kept, and nobody's membership.
      let group = try await idp.createGroup("Staff", members: [id])
      let pending = try await host.groups().first?["members"]?.array ?? []
      #expect(pending.count == 1 && pending.allSatisfy { $0["id"] == nil && $0["value"]?.string == id })
      #expect(try await idp.read("/Groups/\(group)")["members"]?.array?.count == 1)
      let status = try await host.perform("provider.status", ["name": "seeded"]).array?.first
      #expect(status?["users"] == 0 && status?["holds"] == 0)
      #expect(try await host.users().isEmpty)
      #expect(try await host.attention().isEmpty)
      let kinds = try await host.audit("seeded").compactMap { $0["kind"]?.string }.filter { $0 != "request.refused" }
      #expect(kinds.filter { !$0.hasPrefix("member.") } == ["group.created"])
      // Its name is free for whoever wants it.
      _ = try await idp.create("placeholder@dragoman.invalid")
      #expect(try await host.users().count == 1)
    }
  }
}
