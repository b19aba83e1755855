import AdapterTesting
import JSON
import Testing

/// RFC 7644 §3.4, §3.9: queries.
@Suite("RFC 7644: queries", .serialized)
struct ConformanceQueryTests {
  private func fill(_ client: EndpointClient) async throws -> (anna: String, bert: String, carl: String, devs: String) {
    let anna = try await client.user(
      "Anna",
      [
        "title": "b", "externalId": "X", "active": true, "x509Certificates": [["value": "QUJD"]],
        "emails": [
          ["value": "a@home.example", "type": "home", "primary": true], ["value": "a@x.example", "type": "work"],
        ],
      ])
    let bert = try await client.user(
      "bert", ["title": "A", "externalId": "a", "emails": [["value": "b@x.example", "type": "work"]]])
    let carl = try await client.user("Carl", ["active": false, "externalId": "B"])
    return (anna, bert, carl, try await client.group("Devs", [["value": .string(anna)]]))
  }

  @Test("Filters: what matches, and nothing else; what is none is invalidFilter")
  func filters() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let (anna, bert, carl, _) = try await fill(client)
      // shows 7644-3.4.2.2-a 7644-3.4.2.2-h
      for (filter, ids) in [
        ("title pr", [anna, bert]), ("title eq \"a\" or title eq \"b\" and active eq false", [bert]),
        ("(title eq \"a\" or title eq \"b\") and active eq true", [anna, bert]),
        ("not (title pr) or title eq \"b\"", [anna, carl]), ("not (title pr or active eq true)", [carl]),
      ] { #expect(try await client.search("/Users", filter).ids == ids, "\(filter)") }
      // shows 7644-3.4.2.2-l 7643-7-e
      #expect(try await client.search("/Users", "externalId eq \"x\"").ids == [])
      #expect(try await client.search("/Users", "externalId eq \"X\" and userName eq \"ANNA\"").ids == [anna])
      // shows 7644-3.4.2.2-e
      #expect(try await client.search("/Users", "emails[type eq \"work\" and value sw \"a@home\"]").ids == [])
      #expect(try await client.search("/Users", "emails.type eq \"work\" and emails.value sw \"a@home\"").ids == [anna])
      // shows 7643-2.4-c
      #expect(try await client.search("/Users", "emails[type eq \"work\" and primary eq false]").ids == [anna, bert])
      #expect(try await client.search("/Users", "emails.primary eq false").ids == [anna, bert])
      #expect(try await client.search("/Users", "emails[type eq \"work\" and primary ne false]").ids == [])
      #expect(try await client.search("/Users", "primary eq false").ids == [])
      // shows 7644-3.4.2.2-i
      #expect(try await client.search("/Users", "name.familyName pr").ids == [])
      // shows 7644-3.4.2.2-b 7644-3.4.2.2-c 7644-3.4.2.2-f 7644-3.4.2.2-g 7644-3.4.2.2-k 7644-3.4.2.2-d
      for filter in [
        "", " ", "userName", "userName eq", "eq \"x\"", "\"x\" eq userName", "userName eq \"x", "userName eq x",
        "userName regex \"a\"", "userName eq \"a\" xor title pr", "(userName pr", "userName pr)", "not userName pr",
        "emails[]", "emails[value]", "emails[type eq \"work\"", "and", "userName pr and", "1name pr", "userName.a.b pr",
        "active gt true", "active ge false", "active lt true", "active le true", "x509Certificates.value gt \"QQ==\"",
        "x509Certificates.value le \"QQ==\"", "emails[primary lt true]",
      ] {
        let found = try await client.search("/Users", filter)
        #expect(found.ids == nil && found.scimType == "invalidFilter", "\(filter)")
      }
    }
  }

  @Test("Attributes that were given a default are compared by what was returned")
  func defaults() async throws {
    try await EndpointHost.run { host in
      let id = try await host.alpha.user("anna")
      let returned = try await host.alpha.send("GET", "/Users/\(id)").json["active"]
      // shows 7644-3.4.2.2-j
      let isPresent = try await host.alpha.search("/Users", "active pr").ids == [id]
      #expect(isPresent == (returned != nil))
    }
  }

  @Test("Lists: their members, pages and order")
  func lists() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let (anna, bert, carl, _) = try await fill(client)
      let empty = try await client.send("GET", "/Users?filter=title%20eq%20%22none%22")
      // shows 7644-3.4.2-f
      #expect(empty.status == 200 && empty.json["totalResults"] == 0)
      let page = try await client.send("GET", "/Users?startIndex=2&count=1&cursorless=1&x=%20y&")
      // shows 7644-3.4.2-a
      #expect(page.status == 200)
      // shows 7644-3.4.2-b
      #expect(page.json["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:ListResponse"])
      // shows 7644-3.4.2-c 7644-3.4.2-d 7644-3.4.2-e
      #expect(page.json["totalResults"] == 3 && page.json["Resources"]?.array?.map { $0["id"] } == [.string(bert)])
      #expect(page.json["startIndex"] == 2 && page.json["itemsPerPage"] == 1)
      // shows 7644-3.4.2.4-b 7644-3.4.2.4-c 7644-3.4.2.4-a
      for (query, count, start) in [("count=2", 2, 1), ("count=-3", 0, 1), ("startIndex=-7&count=1", 1, 1)] {
        let list = try await client.send("GET", "/Users?" + query).json
        #expect(list["Resources"]?.array?.count == count && list["totalResults"] == 3, "\(query)")
        #expect(list["startIndex"] == JSON(start), "\(query)")
      }
      // shows 7644-3.4.2.3-a 7644-3.4.2.3-b 7644-3.4.2.3-c
      for (query, order) in [
        ("sortBy=userName", [anna, bert, carl]), ("sortBy=userName&sortOrder=descending", [carl, bert, anna]),
        ("sortBy=title", [bert, anna, carl]), ("sortBy=title&sortOrder=descending", [carl, anna, bert]),
        ("sortBy=externalId", [carl, anna, bert]), ("sortBy=emails.value", [anna, bert, carl]),
        ("sortBy=meta.created&sortOrder=descending", [carl, bert, anna]),
      ] {
        let ids = try await client.send("GET", "/Users?" + query).json["Resources"]?.array?.map { $0["id"]?.string }
        #expect(ids == order, "\(query)")
      }
    }
  }

  @Test("Which attributes are returned")
  func attributes() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let (anna, _, _, _) = try await fill(client)
      func keys(_ query: String) async throws -> Set<String> {
        Set(try await client.send("GET", "/Users/\(anna)?" + query).json.object?.keys ?? [])
      }
      // shows 7644-3.9-a 7644-3.9-b 7644-3.4.2.5-a
      #expect(try await keys("attributes=title,emails.value") == ["schemas", "id", "title", "emails"])
      let emails = try await client.send("GET", "/Users/\(anna)?attributes=emails.value").json["emails"]?.array
      #expect(emails?.allSatisfy { $0.object?.count == 1 && $0["value"] != nil } == true)
      // shows 7644-3.9-c 7644-3.4.2.5-b
      let less = try await keys("excludedAttributes=id,schemas,title,meta")
      #expect(
        less.isSuperset(of: ["id", "schemas", "userName", "emails"]) && less.isDisjoint(with: ["title", "meta"]))
      // shows 7644-3.4.2.5-c
      #expect(try await keys("attributes=\(userURN):USERNAME") == ["schemas", "id", "userName"])
      let search: JSON = ["excludedAttributes": ["id", "title"], "filter": "userName eq \"anna\""]
      let found = try await client.send("POST", "/Users/.search", search).json["Resources"]?.array?.first
      // shows 7644-3.4.3-c
      #expect(found?["id"] == .string(anna) && found?["title"] == nil)
    }
  }

  @Test("Queries by POST, at a resource type and at the root")
  func search() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let (anna, bert, carl, devs) = try await fill(client)
      func found(_ path: String, _ request: JSONObject) async throws -> [String] {
        var body = request
        body["schemas"] = ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]
        let reply = try await client.send("POST", path, .object(body))
        return reply.json["Resources"]?.array?.compactMap { $0["id"]?.string } ?? [reply.json["scimType"]?.string ?? ""]
      }
      // shows 7644-3.4.3-a 7644-3.4.3-e
      #expect(try await found("/Users/.search", ["filter": "title pr", "sortBy": "title"]) == [bert, anna])
      #expect(try await client.search("/Users", "id pr").ids?.count == 3)
      // shows 7644-3.4.3-d
      #expect(try await found("/Users/.search", ["filter": "title is x"]) == ["invalidFilter"])
      // shows 7644-3.4.2.1-a
      #expect(try await Set(found("/.search", [:])) == [anna, bert, carl, devs])
      // shows 7644-3.4.2.1-c
      #expect(
        try await found("/.search", ["filter": "meta.resourceType eq \"Group\" or userName eq \"carl\""]).count == 2)
      #expect(try await found("/.search", ["filter": "active gt true"]) == ["invalidFilter"])
      // shows 7644-3.4.2.1-d
      #expect(try await found("/.search", ["filter": "displayName pr"]) == [devs])
      #expect(try await Set(found("/.search", ["filter": "not (userName pr)"])) == [devs])
    }
  }
}
