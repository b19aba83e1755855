import AdapterTesting
import JSON
import Testing

@Suite("Searches of the endpoint", .serialized)
struct EndpointSearchTests {
  /// One user in one group with a user, a stranger and, in the other group, a group.
  private struct Directory {
    var user: String
    var devs: String
    var all: String

    init(_ client: EndpointClient) async throws {
      user = try await client.user(
        "Anna", ["title": "Chief", enterpriseURN: ["department": "Tour", "manager": ["value": "m1"]]])
      _ = try await client.user("bert", ["active": false])
      devs = try await client.group(
        "Devs", [["value": .string(user), "type": "User", "display": "Anna B"], ["value": "later", "type": "User"]])
      all = try await client.group("All", [["value": .string(devs), "type": "Group"]])
    }
  }

  @Test("Every operator, and what the host itself knows of a resource: members, groups, meta")
  func filters() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let known = try await Directory(client)
      let users: [(String, Int)] = [
        ("userName eq \"ANNA\"", 1), ("userName ne \"anna\"", 1), ("userName co \"NN\"", 1), ("userName sw \"B\"", 1),
        ("userName ew \"T\"", 1), ("userName gt \"anna\"", 1), ("userName ge \"anna\"", 2), ("userName lt \"b\"", 1),
        ("userName le \"bert\"", 2), ("title pr", 1), ("not (title pr) and active eq false", 1),
        ("meta.lastModified gt \"2020-01-01T00:00:00Z\"", 2), ("meta.resourceType eq \"User\"", 2),
        ("\(enterpriseURN):department eq \"tour\"", 1), ("\(enterpriseURN):manager.value eq \"m1\"", 1),
        ("groups.value eq \"\(known.devs)\"", 1), ("groups.display eq \"devs\"", 1), ("groups.type eq \"direct\"", 1),
        ("groups.$ref co \"/Groups/\"", 1), ("groups[type eq \"direct\" and display sw \"d\"]", 1), ("nosuch pr", 0),
      ]
      for (filter, count) in users {
        #expect(try await client.search("/Users", filter).ids?.count == count, "\(filter)")
      }
      let groups: [(String, [String])] = [
        ("members eq \"later\"", [known.devs]), ("members.value eq \"\(known.user)\"", [known.devs]),
        ("members[value eq \"\(known.devs)\"]", [known.all]), ("members.type eq \"Group\"", [known.all]),
        ("members[type eq \"User\" and value eq \"later\"]", [known.devs]),
        ("members.display eq \"anna b\"", [known.devs]), ("members.$ref co \"/Users/\"", [known.devs]),
        ("not (members eq \"later\")", [known.all]),
        ("displayName pr and (members eq \"x\" or members eq \"later\")", [known.devs]),
        ("id eq \"\(known.devs)\" and members eq \"\(known.devs)\"", []),
        ("members ne \"later\"", [known.devs, known.all]),
        ("not (members pr)", []),
      ]
      for (filter, ids) in groups {
        #expect(try await client.search("/Groups", filter).ids == ids, "\(filter)")
      }
    }
  }

  @Test("What is never returned is neither searched for nor sorted by")
  func secrets() async throws {
    try await EndpointHost.run { host in
      for filter in ["password pr", "\(userURN):password sw \"c\"", "not (userName pr or password eq \"x\")"] {
        let refused = try await host.alpha.search("/Users", filter)
        #expect(refused.scimType == "invalidFilter", "\(filter)")
      }
      let sorted = try await host.alpha.send("GET", "/Users?sortBy=password")
      #expect(sorted.json["scimType"] == "invalidPath")
    }
  }

  @Test("At the root each type is searched by its own schema (RFC 7644 §3.4.3)")
  func root() async throws {
    try await EndpointHost.run { host in
      let known = try await Directory(host.alpha)
      func found(_ request: JSONObject) async throws -> [JSON] {
        try await host.alpha.send("POST", "/.search", .object(request)).json["Resources"]?.array ?? []
      }
      #expect(try await found([:]).map { $0["meta"]?["resourceType"] } == ["User", "User", "Group", "Group"])
      let named = try await found(["filter": .string("\(groupURN):displayName eq \"devs\"")])
      #expect(named.map { $0["id"] } == [.string(known.devs)])
      let members = try await found(["attributes": [.string("\(groupURN):members"), "userName"]])
      #expect(members.map { $0.object?.keys.contains("members") } == [false, false, true, true])
      #expect(members.map { $0.object?.keys.contains("userName") } == [true, true, false, false])
      #expect(try await found(["filter": "userName eq \"anna\""]).count == 1)
      #expect(
        try await found(["filter": "members pr", "excludedAttributes": "members"]).allSatisfy { $0["members"] == nil })
      #expect(
        try await found(["sortBy": "id", "sortOrder": "descending", "count": 1]).map { $0["id"] } == [
          .string(known.all)
        ])
    }
  }

  @Test("Users and groups are searched by POST as by GET (RFC 7644 §3.4.3)")
  func byPost() async throws {
    try await EndpointHost.run { host in
      _ = try await Directory(host.alpha)
      for (path, name) in [("/Users", "userName"), ("/Groups", "displayName")] {
        let get = try await host.alpha.send(
          "GET", "\(path)?filter=\(name)%20pr&attributes=\(name)&sortBy=\(name)&startIndex=2&count=1")
        let body: JSON = [
          "schemas": ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"], "filter": .string("\(name) pr"),
          "attributes": [.string(name)], "sortBy": .string(name), "startIndex": 2, "count": 1,
        ]
        let post = try await host.alpha.send("POST", "\(path)/.search", body)
        #expect(post.status == 200 && post.body == get.body && post.json["itemsPerPage"] == 1, "\(path)")
        #expect(try await host.alpha.send("POST", "\(path)/.search", ["filter": "nosuch ("]).status == 400)
      }
    }
  }

  @Test("Pages: counts and places beyond every bound")
  func pages() async throws {
    try await EndpointHost.run { host in
      for name in ["a", "b", "c"] { _ = try await host.alpha.user(name) }
      let pages = [
        ("startIndex=0", 3, 1), ("startIndex=-5&count=2", 2, 1), ("count=0", 0, 1), ("count=-1", 0, 1),
        ("startIndex=9223372036854775807&count=9223372036854775807", 0, Int.max),
        ("startIndex=99999999999999999999", 0, Int.max), ("startIndex=3&count=5&sortBy=userName", 1, 3),
        ("filter=id%20pr&startIndex=2", 2, 2),
      ]
      for (query, items, start) in pages {
        let list = try await host.alpha.send("GET", "/Users?" + query).json
        #expect(list["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:ListResponse"] && list["totalResults"] == 3)
        #expect(list["itemsPerPage"] == JSON(items) && list["startIndex"] == JSON(start), "\(query)")
        #expect(list["Resources"]?.array?.count == items, "\(query)")
      }
    }
  }
}
