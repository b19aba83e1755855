import AdapterTesting
import Host
import JSON
import Testing

/// Paging by cursor (RFC 9865), over HTTP.
@Suite("Cursors", .serialized)
struct CursorTests {
  private static let orders = [
    "", "&sortBy=userName", "&sortBy=userName&sortOrder=descending", "&sortBy=title", "&filter=userName%20sw%20%22u%22",
    "&sortBy=meta.created&filter=not%20(userName%20eq%20%22x%22)&attributes=userName",
  ]

  @Test("Every resource once, in the order asked for; the last page has no cursor; by GET and by POST, at the root too")
  func walks() async throws {
    try await EndpointHost.run { host in
      let ids = try await Self.populate(host.alpha, 7)
      for order in Self.orders {
        let pages = try await Self.walk(host.alpha, "/Users?count=3\(order)")
        let whole = try await host.alpha.send("GET", "/Users?count=100\(order)").json
        #expect(pages.flatMap(\.cursorIDs) == whole.cursorIDs && Set(whole.cursorIDs) == Set(ids), "\(order)")
        #expect(pages.map { $0["itemsPerPage"] } == [3, 3, 1] && pages.allSatisfy { $0["totalResults"] == 7 })
        #expect(pages.allSatisfy { $0["startIndex"] == nil && $0["previousCursor"] == nil }, "\(order)")
        #expect(whole["nextCursor"] == nil && whole["startIndex"] == 1)
        let cursors = pages.compactMap { $0["nextCursor"]?.string }
        #expect(Set(cursors).count == 2 && cursors.allSatisfy { $0.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil })
      }
      let group = try await host.alpha.group("g")
      for (path, more, all) in [
        ("/Users/.search", ["sortBy": "userName"], ids), ("/Groups/.search", [:], [group]),
        ("/.search", [:], ids + [group]), ("/.search", ["sortBy": "id", "sortOrder": "descending"], ids + [group]),
        ("/.search", ["filter": "id pr"], ids + [group]),
      ] as [(String, JSONObject, [String])] {
        let pages = try await Self.walk(host.alpha, path, more)
        #expect(pages.flatMap(\.cursorIDs).sorted() == all.sorted(), "\(path) \(more)")
        #expect(pages.allSatisfy { $0["totalResults"] == JSON(all.count) }, "\(path) \(more)")
      }
    }
  }

  @Test("What stays is told once, whatever others make, change and delete between two pages", arguments: orders)
  func stable(_ order: String) async throws {
    try await EndpointHost.run { host in
      var kept = Set(try await Self.populate(host.alpha, 12))
      var (seen, cursor, page): ([String], String?, Int) = ([], "", 0)
      while let at = cursor {
        let reply = try await host.alpha.send("GET", "/Users?count=3\(order)&cursor=\(at)").json
        seen += reply.cursorIDs
        cursor = reply["nextCursor"]?.string
        page += 1
        let (gone, coming) = (seen[seen.count - 2], kept.subtracting(seen).sorted().first)
        for id in [gone, coming].compactMap({ $0 }) where kept.count > 6 {
          kept.remove(id)
          #expect(try await host.alpha.send("DELETE", "/Users/\(id)").status == 204)
        }
        for name in ["a\(page)", "u05-\(page)", "z\(page)"] where page < 5 { _ = try await host.alpha.user(name) }
      }
      #expect(seen.count == Set(seen).count && kept.isSubset(of: seen), "\(seen) \(kept)")
    }
  }

  @Test("A cursor that is forged, of another query, type, provider or count is told so, and good after a restart")
  func refused() async throws {
    let beta = TestProvider(name: "beta")
    try await TestHost.run([TestProvider(), beta]) { host in
      let (client, other) = (try await host.client(), try await host.client("beta"))
      for name in ["a", "b", "c"] {
        for client in [client, other] { _ = try await client.create(name) }
      }
      let query = "count=1&sortBy=userName&filter=id%20pr&attributes=userName"
      let first = try await client.read("/Users?\(query)&cursor=")
      let cursor = try #require(first["nextCursor"]?.string)
      func expect(
        _ keyword: String?, _ path: String, of client: TestClient, sourceLocation: SourceLocation = #_sourceLocation
      ) async throws {
        let reply = try await client.send("GET", path)
        #expect(reply.status == (keyword == nil ? 200 : 400), "\(path): \(reply.body)", sourceLocation: sourceLocation)
        #expect(reply.body["scimType"]?.string == keyword, "\(path)", sourceLocation: sourceLocation)
      }
      try await expect(nil, "/Users?\(query)&cursor=\(cursor)", of: client)
      try await expect("invalidCursor", "/Users?\(query)&cursor=\(cursor)", of: other)
      for changed in [
        query.replacing("userName", with: "id"), query.replacing("id%20pr", with: "title%20pr"),
        query + "&sortOrder=descending", query.replacing("&attributes=userName", with: ""),
        query + "&excludedAttributes=meta",
      ] {
        try await expect("invalidCursor", "/Users?\(changed)&cursor=\(cursor)", of: client)
      }
      try await expect("invalidCursor", "/Groups?count=1&cursor=\(cursor)", of: client)
      for place in stride(from: 0, to: cursor.count, by: 7) {
        var letters = Array(cursor)
        letters[place] = letters[place] == "A" ? "B" : "A"
        try await expect("invalidCursor", "/Users?\(query)&cursor=\(String(letters))", of: client)
      }
      let damaged = [
        String(cursor.dropLast()), cursor + "A", cursor + "=", "A", "x.y~z", "null", "%F0%9F%98%80",
        String(repeating: "A", count: 5000), String(cursor.dropFirst(22)),
      ]
      for text in damaged { try await expect("invalidCursor", "/Users?\(query)&cursor=\(text)", of: client) }
      let counted = query.replacing("count=1", with: "count=")
      for count in ["2", "0", "-1", "x", "1.5"] {
        try await expect("invalidCount", "/Users?\(counted)\(count)&cursor=\(cursor)", of: client)
      }
      try await expect("invalidCount", "/Users?count=x&cursor=", of: client)
      try await expect("invalidValue", "/Users?count=x", of: client)
      try await expect("invalidValue", "/Users?startIndex=1&cursor=", of: client)
      let typed = try await client.send("POST", "/Users/.search", ["cursor": 1])
      #expect(typed.status == 400 && typed.body["scimType"] == "invalidSyntax")
      #expect(try await client.send("POST", "/Users/.search", ["cursor": .null]).body["startIndex"] == 1)
      let none = try await client.read("/Users?count=0&cursor=")
      #expect(none["totalResults"] == 3 && none["nextCursor"] == nil && none["Resources"] == [])
      try await host.restart()
      let again = try await host.client()
      let second = try await again.read("/Users?\(query)&cursor=\(cursor)")
      #expect(second["Resources"]?.array?.first?["userName"] == "b")
    }
  }

  @Test("A cursor ends; the service says how lists are paged")
  func ends() async throws {
    try await EndpointHost.run(
      limits: "cursorTime: 1s, defaultPageSize: 2, pageSize: 5, requestsPerSecond: 100000, requestBurst: 100000"
    ) { host in
      _ = try await Self.populate(host.alpha, 7)
      let pagination = try await host.alpha.send("GET", "/ServiceProviderConfig").json["pagination"]
      #expect(
        pagination == [
          "cursor": true, "index": true, "defaultPaginationMethod": "index", "defaultPageSize": 2, "maxPageSize": 5,
          "cursorTimeout": 1,
        ])
      let page = try await host.alpha.send("GET", "/Users?cursor").json
      let more = try await host.alpha.send("GET", "/Users?cursor=&count=999").json
      #expect(page["itemsPerPage"] == 2 && more["itemsPerPage"] == 5 && more["nextCursor"] != nil)
      let cursor = page["nextCursor"]?.string ?? ""
      var reply = try await host.alpha.send("GET", "/Users?cursor=\(cursor)")
      for _ in 0..<2000 where reply.status == 200 {
        try await Task.sleep(for: .milliseconds(10))
        reply = try await host.alpha.send("GET", "/Users?cursor=\(cursor)")
      }
      #expect(reply.status == 400 && reply.json["scimType"] == "expiredCursor" && reply.isSCIMError)
    }
  }

  private static func populate(_ client: EndpointClient, _ count: Int) async throws -> [String] {
    var ids: [String] = []
    for number in 0..<count {
      let title: JSONObject = number % 3 == 0 ? [:] : ["title": .string("T\(number % 2)")]
      ids.append(try await client.user("u\((number * 5) % count + 10)", title))
    }
    return ids
  }

  private static func walk(_ client: EndpointClient, _ path: String) async throws -> [JSON] {
    try await walk { try await client.send("GET", "\(path)&cursor=\($0)").json }
  }

  private static func walk(_ client: EndpointClient, _ path: String, _ more: JSONObject) async throws -> [JSON] {
    try await walk { cursor in
      var body = more
      (body["cursor"], body["count"]) = (.string(cursor), 3)
      return try await client.send("POST", path, .object(body)).json
    }
  }

  private static func walk(_ page: (String) async throws -> JSON) async throws -> [JSON] {
    var pages = [try await page("")]
    while let cursor = pages.last?["nextCursor"]?.string, pages.count < 20 { pages.append(try await page(cursor)) }
    return pages
  }
}

extension JSON {
  fileprivate var cursorIDs: [String] { self["Resources"]?.array?.compactMap { $0["id"]?.string } ?? [] }
}
