import Foundation
import JSON
import Testing

@Suite("Nothing twice: the same again changes nothing, versions decide, one of many wins", .serialized)
struct DirectoryNoOpTests {
  @Test("The same PUT and the same PATCH again write no version, no audit entry, no directory change")
  func sameAgain() async throws {
    // shows 7644-3.5.2.1-d
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["title": "Countess"])
      let (entry, count) = (try await host.user(id), try await host.audit().count)
      let first = try await idp.send("GET", "/Users/\(id)")
      for _ in 0..<2 {
        let put = try await idp.send("PUT", "/Users/\(id)", User.of("ada@example.org", ["title": "Countess"]))
        #expect(put.status == 200)
        #expect(put.header("ETag") == first.header("ETag"))
        let patched = try await idp.patch("/Users/\(id)", replacing("title", "Countess"))
        #expect(patched.header("ETag") == first.header("ETag"))
      }
      #expect(try await idp.send("GET", "/Users/\(id)").body == first.body)
      #expect(try await host.audit().count == count)
      #expect(try await host.user(id) == entry)
    }
  }

  @Test("The same of a group and its members writes nothing either")
  func sameGroupAgain() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let ada = try await idp.create("ada@example.org")
      let group = try await idp.createGroup("Staff", members: [ada])
      let (directory, count) = (try await host.groups(), try await host.audit().count)
      let tag = try await idp.send("GET", "/Groups/\(group)").header("ETag")
      let add: JSON = ["op": "add", "path": "members", "value": [["value": .string(ada)]]]
      try await idp.patch("/Groups/\(group)", add)
      try await idp.send("PUT", "/Groups/\(group)", Group.of("Staff", members: [ada]))
      try await idp.patch("/Groups/\(group)", ["op": "remove", "path": "members[value eq \"nobody\"]"])
      #expect(try await idp.send("GET", "/Groups/\(group)").header("ETag") == tag)
      #expect(try await host.audit().count == count)
      #expect(try await host.groups() == directory)
    }
  }

  @Test("`active` missing in a PUT never deactivates, and never activates either by default")
  func activeMissing() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let silent: JSON = ["schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "ada@example.org"]
      #expect(try await idp.send("PUT", "/Users/\(id)", silent).status == 200)
      #expect(try await host.user(id)["active"] == true)
      try await idp.patch("/Users/\(id)", replacing("active", false))
      try await idp.send("PUT", "/Users/\(id)", silent)
      #expect(try await host.user(id)["active"] == false)
    }
  }

  @Test("ETag, If-Match and If-None-Match: 304, 412, and * for whatever is there")
  func versions() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let path = "/Users/\(id)"
      let read = try await idp.send("GET", path)
      let tag = try #require(read.header("ETag"))
      #expect(read.body["meta"]?["version"]?.string == tag)
      let unchanged = try await idp.send("GET", path, with: [("If-None-Match", tag)])
      #expect(unchanged.status == 304)
      #expect(unchanged.header("ETag") == tag)
      let body = User.of("ada@example.org", ["title": "Countess"])
      #expect(try await idp.send("PUT", path, body, with: [("If-Match", tag)]).status == 200)
      #expect(try await idp.send("GET", path, with: [("If-None-Match", tag)]).status == 200)
      let patch = TestClient.operations([replacing("title", "Duchess")])
      #expect(try await idp.send("PATCH", path, patch, with: [("If-Match", tag)]).status == 412)
      #expect(try await idp.send("DELETE", path, with: [("If-Match", tag)]).status == 412)
      #expect(try await host.user(id)["title"] == "Countess")
      #expect(try await idp.send("PATCH", path, patch, with: [("If-Match", "*")]).status == 200)
      #expect(try await idp.send("DELETE", path, with: [("If-Match", "W/\"3\"")]).status == 204)
    }
  }

  @Test("50 equal POSTs at once: 1 × 201 and 49 × 409 uniqueness, one user, one entry")
  func equalPosts() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let replies = try await atOnce(50) { _ in try await idp.send("POST", "/Users", User.of("ada@example.org")) }
      #expect(replies.count { $0.status == 201 } == 1)
      #expect(replies.count { $0.status == 409 && $0.body["scimType"] == "uniqueness" } == 49)
      #expect(try await host.users().count == 1)
      #expect(try await host.audit().count { $0["kind"] == "user.created" } == 1)
      #expect(try await host.perform("audit.verify")["faults"] == [])
    }
  }

  @Test("20 clients with one If-Match: one wins, 19 are told 412")
  func oneWins() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      let tag = try await idp.send("GET", "/Users/\(id)").header("ETag") ?? ""
      let replies = try await atOnce(20) { number in
        let body = User.of("ada@example.org", ["title": .string("title \(number)")])
        return try await idp.send("PUT", "/Users/\(id)", body, with: [("If-Match", tag)])
      }
      #expect(replies.count { $0.status == 200 } == 1)
      #expect(replies.count { $0.status == 412 } == 19)
      let winner = replies.first { $0.status == 200 }
      #expect(try await host.user(id)["title"] == winner?.body["title"])
      #expect(try await host.user(id)["version"] == 2)
    }
  }

  @Test("20 clients with one If-Match and verbs of every kind on a group: one wins, the others are told 412 or 404")
  func oneVerbWins() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      for round in 0..<4 {
        let path = "/Groups/\(try await idp.createGroup("Staff \(round)"))"
        let tag = try await idp.send("GET", path).header("ETag") ?? ""
        let replies = try await atOnce(20) { number in
          let add: JSON = ["op": "add", "path": "members", "value": [["value": .string("m\(number)")]]]
          let (method, body): (String, JSON?) =
            switch (number + round) % 4 {
            case 0: ("PUT", Group.of("Team \(number)"))
            case 1: ("DELETE", nil)
            default: ("PATCH", TestClient.operations([add]))
            }
          return try await idp.send(method, path, body, with: [("If-Match", tag)])
        }
        let won = replies.filter { $0.status < 300 }
        #expect(won.count == 1 && replies.allSatisfy { $0.status < 300 || [404, 412].contains($0.status) })
        let left = try await idp.send("GET", path)
        #expect(left.status == (won.first?.status == 204 ? 404 : 200))
        if left.status == 200 { #expect(left.header("ETag") == won.first?.header("ETag")) }
      }
      #expect(try await host.perform("audit.verify")["faults"] == [])
    }
  }
}

/// Runs `body` so many times at once.
func atOnce<Value: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value
) async throws -> [Value] {
  try await withThrowingTaskGroup(of: Value.self) { group in
    for number in 0..<count { group.addTask { try await body(number) } }
    return try await group.reduce(into: []) { $0.append($1) }
  }
}
