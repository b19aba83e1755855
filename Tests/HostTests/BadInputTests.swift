import AdapterTesting
import JSON
import Testing

@Suite("Bad input: a SCIM error, the host serves on, and nothing changed", .serialized)
struct BadInputTests {
  @Test("Bodies that are no JSON or no SCIM, wherever a body is expected")
  func bodies() async throws {
    try await BadInputHost.run { bad in
      for (name, bytes) in BadInputBodies.malformed {
        for (method, path) in [("POST", "/Users"), ("PUT", "/Users/USER"), ("PATCH", "/Users/USER")] {
          try await bad.expect(400, nil, method, path, bytes, name, isLast: method == "PATCH")
        }
      }
      for bytes in BadInputBodies.truncated {
        try await bad.expect(400, "invalidSyntax", "POST", "/Users", bytes, isLast: bytes.count % 8 == 0)
      }
      try await bad.expectUnchanged("all of them")
    }
  }

  @Test("Larger than is taken: 413 before anything of it is carried out")
  func oversized() async throws {
    try await BadInputHost.run { bad in
      func wide(_ bytes: Int) -> [UInt8] {
        Array(#"{"userName":"a","displayName":"a","x":"\#(String(repeating: "a", count: bytes))"}"#.utf8)
      }
      for (method, path) in [
        ("POST", "/Users"), ("PUT", "/Users/USER"), ("PATCH", "/Users/USER"), ("POST", "/.search"),
      ] {
        try await bad.expect(413, nil, method, path, wide(1 << 20))
      }
      for (method, path) in [("POST", "/Groups"), ("PUT", "/Groups/GROUP"), ("PATCH", "/Groups/GROUP")] {
        try await bad.expect(413, nil, method, path, wide(8 << 20))
      }
      let members: [JSON] = (0...20_000).map { ["value": .string("m\($0)")] }
      try await bad.expect(
        413, nil, "POST", "/Groups", (["displayName": "w", "members": .array(members)] as JSON).bytes)
      let add: JSON = ["Operations": [["op": "add", "path": "members", "value": .array(members)]]]
      try await bad.expect(413, nil, "PATCH", "/Groups/GROUP", add.bytes)
    }
  }

  @Test("Filters, in the URI and in a body")
  func filters() async throws {
    try await BadInputHost.run { bad in
      for filter in BadInputSearches.filters {
        let body: JSON = ["filter": .string(filter)]
        try await bad.expect(
          400, filter.contains { $0 < " " } ? nil : "invalidFilter", "POST", "/Users/.search", body.bytes, filter)
        guard filter.percentEncoded.utf8.count < 16_000 else { continue }
        try await bad.expect(
          400, filter.contains { $0 < " " } ? nil : "invalidFilter", "GET", "/Users?filter=\(filter.percentEncoded)")
      }
      let longest = "userName eq \"\(String(repeating: "a", count: 8192 - 14))\""
      #expect(longest.utf8.count == 8192)
      try await bad.expect(200, nil, "GET", "/Users?filter=\(longest.percentEncoded)")
      let spelled = try await bad.client.send("GET", "/Users?filter=userName+eq+%22anna%22")
      let again = try await bad.client.send("GET", "/Users?filter=userName%20eq%20%22anna%22&")
      #expect(spelled.json["totalResults"] == 1)
      #expect(spelled.json == again.json)
    }
  }

  @Test("Pages: what is beyond the end is empty, what is no number is refused")
  func pages() async throws {
    try await BadInputHost.run { bad in
      for query in BadInputSearches.queries { try await bad.expect(400, nil, "GET", "/Users?\(query)") }
      for (name, value) in [("startIndex", "\"1\""), ("count", "1.5"), ("count", "[]"), ("startIndex", "true")] {
        try await bad.expect(400, nil, "POST", "/.search", Array("{\"\(name)\":\(value)}".utf8))
      }
    }
    try await EndpointHost.run { host in
      for name in ["anna", "bert", "cleo"] { _ = try await host.alpha.user(name) }
      for (query, held) in BadInputSearches.pages {
        let reply = try await host.alpha.send("GET", "/Users?\(query)")
        #expect(reply.status == 200 && reply.json["totalResults"] == 3, "\(query)")
        #expect(
          reply.json["Resources"]?.array?.count ?? 0 == held && reply.json["itemsPerPage"] == JSON(held), "\(query)")
      }
      for (body, held) in [
        (#"{"startIndex":9223372036854775807,"count":2147483648}"#, 0), (#"{"startIndex":9223372036854775808}"#, 0),
        (#"{"startIndex":-9223372036854775809,"count":1e400}"#, 3), (#"{"count":0}"#, 0), (#"{"startIndex":-1}"#, 3),
      ] {
        let reply = try await host.alpha.send("POST", "/Users/.search", bytes: Array(body.utf8))
        #expect(reply.status == 200 && reply.json["Resources"]?.array?.count ?? 0 == held, "\(body) \(reply.json)")
      }
    }
  }

  @Test("PATCH: paths that don't parse, too many operations, one bad operation among twenty")
  func patches() async throws {
    try await BadInputHost.run { bad in
      for path in BadInputSearches.paths {
        for op in ["add", "replace", "remove"] {
          let body: JSON = ["Operations": [["op": .string(op), "path": .string(path), "value": "x"]]]
          try await bad.expect(
            400, path.contains { $0 < " " } ? nil : "invalidPath", "PATCH", "/Users/USER", body.bytes, path)
        }
      }
      for count in [1001, 10_000] {
        let body: JSON = [
          "Operations": .array((0..<count).map { ["op": "add", "path": "title", "value": .string("\($0)")] })
        ]
        try await bad.expect(413, nil, "PATCH", "/Users/USER", body.bytes)
      }
      for operations in [
        "null", "{}", "\"add\"", "[null]", "[[]]", "[{}]", #"[{"op":1}]"#, #"[{"op":"add","path":1}]"#,
      ] {
        try await bad.expect(
          400, nil, "PATCH", "/Users/USER", Array(#"{"Operations":\#(operations)}"#.utf8), operations)
      }
      let bad20: [JSON] = [
        ["op": "move"], ["op": "add", "path": "members"], ["op": "remove", "path": "members[value eq"],
        ["op": "remove"],
        ["op": "add", "path": "members", "value": [["value": ""]]], ["op": "replace", "path": "id", "value": "x"],
        ["op": "replace", "path": "displayName", "value": ["x"]], ["op": "add", "path": "members", "value": "x\u{0}"],
      ]
      for (index, operation) in bad20.enumerated() {
        var operations: [JSON] = (0..<19).map {
          ["op": "add", "path": "members", "value": [["value": .string("m\($0)")]]]
        }
        operations.insert(operation, at: (index * 7) % 20)
        try await bad.expect(
          400, nil, "PATCH", "/Groups/GROUP", (["Operations": .array(operations)] as JSON).bytes, "\(operation)")
      }
    }
  }
}
