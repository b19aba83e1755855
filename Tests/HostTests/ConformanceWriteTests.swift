import AdapterTesting
import JSON
import Testing

/// RFC 7644 §3.5: PUT and PATCH.
@Suite("RFC 7644: changes", .serialized)
struct ConformanceWriteTests {
  private static let work = "emails[type eq \"work\"]"

  private func anna(_ client: EndpointClient) async throws -> String {
    try await client.user(
      "anna",
      [
        "title": "Chief", "name": ["givenName": "Anna", "familyName": "Berg"], "nickName": "An",
        "emails": [
          ["value": "a@home.example", "type": "home", "primary": true], ["value": "a@x.example", "type": "work"],
          ["value": "b@x.example", "type": "work"],
        ],
      ])
  }

  @Test("PUT replaces what can be written, and nothing else")
  func put() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let path = "/Users/\(try await anna(client))"
      let before = try await client.send("GET", path).json
      let body: JSON = [
        "schemas": [.string(userURN)], "userName": "anna", "title": "Boss", "emails": [["value": "c@x.example"]],
        "id": "other", "meta": ["created": "1999-01-01T00:00:00Z", "location": "x"], "groups": [["value": "g"]],
        "password": "secret",
      ]
      let reply = try await client.send("PUT", path, body)
      // shows 7644-3.5-a 7644-3.5.1-b
      #expect(reply.status == 200 && reply.json["title"] == "Boss")
      #expect(reply.json["emails"]?.array?.map { $0["value"] } == ["c@x.example"])
      // shows 7644-3.5.1-f 7643-7-g
      #expect(reply.json["id"] == before["id"] && reply.json["groups"] == nil)
      #expect(reply.json["meta"]?["created"] == before["meta"]?["created"])
      // shows 7643-4.1.1-f 7643-4.1.1-k 7643-7-i
      #expect(!String(decoding: reply.body, as: UTF8.self).contains("secret") && reply.json["password"] == nil)
      let nameless = try await client.send("PUT", path, ["schemas": [.string(userURN)], "title": "x"])
      // shows 7644-3.5.1-g
      #expect(nameless.status == 400 && nameless.json["scimType"] == "invalidValue")
      #expect(try await client.send("GET", path).body == reply.body)
    }
  }

  @Test("A user name that the service keeps (`onChange: refuse`) is immutable, as its schema says")
  func immutable() async throws {
    try await TestHost.run([TestProvider(yaml: "settings: { userName: { onChange: refuse } }")]) { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org")
      // shows 7644-3.5.1-c
      #expect(try await idp.send("PUT", "/Users/\(id)", User.of("ada@example.org", ["title": "x"])).status == 200)
      // shows 7644-3.5.1-d 7643-7-h
      for reply in [
        try await idp.send("PUT", "/Users/\(id)", User.of("eve@example.org")),
        try await idp.patch("/Users/\(id)", replacing("userName", "eve@example.org")),
      ] { #expect(reply.status == 400 && reply.body["scimType"] == "mutability") }
      #expect(try await idp.read("/Users/\(id)")["userName"] == "ada@example.org")
    }
  }

  @Test("PATCH: what each operation makes of an attribute")
  func operations() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let path = "/Users/\(try await anna(client))"
      func patched(_ operations: JSON...) async throws -> JSON { try await client.patch(path, operations).json }
      // shows 7644-3.5-b 7644-3.5.2-l 7644-3.5.2.3-c 7644-3.5.2.1-b
      var user = try await patched(["op": "replace", "path": "name", "value": ["givenName": "Ann"]])
      #expect(user["name"] == ["givenName": "Ann", "familyName": "Berg"] && user["userName"] == "anna")
      user = try await patched(["op": "add", "path": "name", "value": ["middleName": "M"]])
      #expect(user["name"]?["middleName"] == "M" && user["name"]?["familyName"] == "Berg")
      // shows 7644-3.5.2.3-b
      #expect(try await patched(["op": "replace", "path": "userType", "value": "x"])["userType"] == "x")
      // shows 7644-3.5.2.3-d
      user = try await patched(["op": "replace", "path": .string(Self.work + ".display"), "value": "W"])
      #expect(user["emails"]?.array?.map { $0["display"] } == [nil, "W", "W"])
      // shows 7644-3.5.2.3-a
      user = try await patched(["op": "replace", "value": ["title": "Boss", "nickName": "A"]])
      #expect(user["title"] == "Boss" && user["nickName"] == "A")
      // shows 7644-3.5.2-h
      user = try await patched(
        ["op": "add", "path": "emails", "value": [["value": "n@x.example", "type": "other", "primary": true]]])
      #expect(user["emails"]?.array?.filter { $0["primary"] == true }.map { $0["value"] } == ["n@x.example"])
      // shows 7644-3.5.2.2-a
      #expect(try await patched(["op": "remove", "path": "title"])["title"] == nil)
      // shows 7644-3.5.2.2-d
      user = try await patched(["op": "remove", "path": .string(Self.work + ".display")])
      #expect(user["emails"]?.array?.allSatisfy { $0["display"] == nil } == true)
      // shows 7644-3.5.2.2-c
      user = try await patched(["op": "remove", "path": .string(Self.work)])
      #expect(user["emails"]?.array?.map { $0["value"] } == ["a@home.example", "n@x.example"])
      #expect(try await patched(["op": "remove", "path": "emails[value pr]"])["emails"] == nil)
      // shows 7644-3.5.2.2-b
      _ = try await patched(["op": "add", "path": "roles", "value": [["value": "r"]]])
      #expect(try await patched(["op": "remove", "path": "roles"])["roles"] == nil)
      #expect(try await client.search("/Users", "roles pr or emails pr or title pr").ids == [])
      // shows 7644-3.5.2-g
      user = try await patched(
        ["op": "add", "path": "schemas", "value": [.string(enterpriseURN)]],
        ["op": "add", "path": .string(enterpriseURN + ":department"), "value": "Tour"])
      #expect(
        user[enterpriseURN]?["department"] == "Tour" && user["schemas"]?.array?.contains(.string(enterpriseURN)) == true
      )
      // shows 7644-3.5.2-m
      let some = try await client.send(
        "PATCH", path + "?attributes=nickName",
        [
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [["op": "remove", "path": "nickName"]],
        ])
      #expect(some.status == 200 && some.json["id"] != nil && some.json["userName"] == nil)
    }
  }

  @Test("A list attribute's values that are there already change nothing, not even the time; no pair is there twice")
  func sameAgain() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let path = "/Users/\(try await anna(client))"
      let before = try await client.send("GET", path)
      let reply = try await client.patch(
        path, [["op": "add", "path": "emails", "value": [["value": "a@x.example", "type": "work"]]]])
      // shows 7644-3.5.2.1-c 7643-2.4-f
      #expect(reply.status == 200 && reply.json["emails"] == before.json["emails"])
      // shows 7644-3.5.2.1-d
      #expect(reply.json["meta"]?["lastModified"] == before.json["meta"]?["lastModified"])
      #expect(reply.header("ETag") == before.header("ETag"))
      let twice: JSON = ["value": "t@x.example", "type": "work"]
      let made = try await client.send(
        "POST", "/Users", ["schemas": [.string(userURN)], "userName": "twice", "emails": [twice, twice]])
      #expect(made.json["emails"] == [twice])
    }
  }

  @Test("PATCH: what is refused changes nothing of the resource, and says so by status and body")
  func refusals() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let path = "/Users/\(try await anna(client))"
      let before = try await client.send("GET", path)
      let good: JSON = ["op": "replace", "path": "title", "value": "changed"]
      // shows 7644-3.5.2-c 7644-3.5.2-d 7644-3.5.2.1-a 7644-3.5.2-e 7644-3.5.2-f 7644-3.5.2.2-e 7644-3.5.2.3-e
      for (operation, scimType) in [
        (["path": "title", "value": "x"], "invalidSyntax"), (["op": "move", "path": "title"], "invalidSyntax"),
        (["op": "remove"], "noTarget"), (["op": "add", "path": "title"], "invalidValue"),
        (["op": "replace", "path": "id", "value": "x"], "mutability"),
        (["op": "add", "path": "meta.version", "value": "x"], "mutability"),
        (["op": "replace", "path": "active", "value": "x"], "invalidValue"),
        (["op": "replace", "path": "name", "value": "x"], "invalidValue"),
        (["op": "remove", "path": "userName"], "mutability"), (["op": "remove", "path": "meta"], "mutability"),
        (["op": "replace", "path": "emails[type eq \"fax\"].value", "value": "x"], "noTarget"),
        (["op": "replace", "path": "emails[type eq", "value": "x"], "invalidPath"),
      ] as [(JSON, String)] {
        let reply = try await client.patch(path, [good, operation])
        // shows 7644-3.5.2-k 7644-3.5.2-i 7644-3.5.2-j
        #expect(reply.status == 400 && reply.isSCIMError, "\(operation)")
        #expect(reply.json["scimType"] == .string(scimType), "\(operation)")
        #expect(try await client.send("GET", path).body == before.body, "\(operation)")
      }
    }
  }
}
