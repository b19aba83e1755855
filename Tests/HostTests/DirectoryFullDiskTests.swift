import Foundation
import JSON
import SQL
import Store
import Testing
import Tokens

@testable import Host

@Suite("When the directory can't follow: a full disk", .serialized)
struct DirectoryFullDiskTests {
  @Test("503 with Retry-After, everything unchanged and readable, and it recovers by itself")
  func full() async throws {
    try await TestHost.run(options: StoreOptions(fatal: { Issue.record("the host would have ended: \($0)") })) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let before = try await host.user(id)
      let store = host.host.administration.store
      try await store.onWriter { connection in
        let pages = try connection.first("PRAGMA page_count")?.integer(0) ?? 0
        _ = try connection.query("PRAGMA max_page_count=\(pages)")
      }
      let large: JSONObject = ["title": .string(String(repeating: "x", count: 30_000))]
      let refused = try await idp.send("POST", "/Users", User.of("bob@example.org", large))
      #expect(refused.status == 503)
      #expect(refused.header("Retry-After").flatMap { Int($0) } ?? 0 > 0)
      #expect(refused.body["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"])
      #expect(try await idp.send("PUT", "/Users/\(id)", User.of("ada@example.org", large)).status == 503)
      #expect(try await idp.read("/Users/\(id)")["title"] == nil)
      #expect(try await idp.read(filtered("/Users", "userName eq \"bob@example.org\""))["totalResults"] == 0)
      #expect(try await host.user(id) == before)
      try await store.onWriter { _ = try $0.query("PRAGMA max_page_count=1000000") }
      #expect(try await idp.send("POST", "/Users", User.of("bob@example.org", large)).status == 201)
      #expect(try await idp.send("PUT", "/Users/\(id)", User.of("ada@example.org", large)).status == 200)
      #expect(try await host.perform("audit.verify")["faults"] == [])
    }
  }

  @Test("When a token was last used is written once there is room again")
  func tokenUses() async throws {
    try await TestHost.run(options: StoreOptions(fatal: { Issue.record("the host would have ended: \($0)") })) { host in
      let idp = try await host.client()
      _ = try await idp.read("/Users")
      let administration = host.host.administration
      try await administration.store.onWriter { connection in
        _ = try connection.query("PRAGMA query_only=1")
      }
      await #expect(throws: (any Error).self) { try await administration.tokens.flushUses() }
      try await administration.store.onWriter { _ = try $0.query("PRAGMA query_only=0") }
      try await administration.tokens.flushUses()
      let tokens = try await host.perform("token.list", ["provider": "acme"]).array ?? []
      #expect(tokens.first?["lastUsedAt"]?.string != nil)
    }
  }
}
