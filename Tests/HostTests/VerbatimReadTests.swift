import AdapterTesting
import JSON
import Testing

@Suite("Reads that pass on what is stored give the bytes of those that render it", .serialized)
struct VerbatimReadTests {
  private static let people: [JSONObject] = [
    [:], ["externalId": "x \"1\"\\", "displayName": "Zoë\u{2028}\n", "title": "", "nickName": "  "],
    ["name": ["givenName": "A", "familyName": "}\",{"], "emails": [["value": "a@x.example", "primary": true]]],
    [enterpriseURN: ["department": "Tour", "manager": ["value": "m1"]], "unknown": ["deep": [1, -7, nil]]],
    [enterpriseURN: [:], "roles": [], "active": false, "Groups": "no group", "ID": "mine", "META": 1],
    ["urn:example:2.0:User": ["badge": 7], "password": "t1meMa$heen", "x": nil],
  ]

  /// A projection that leaves nothing out, but takes the long way.
  private static let longWay = "excludedAttributes=nothingOfTheKind"

  @Test("By id and by name, with groups and without, whatever was written", arguments: [false, true])
  func bytes(strict: Bool) async throws {
    try await TestHost.run([TestProvider(adapter: strict ? "Standard" : "EntraID")]) { host in
      let idp = try await host.client()
      for (number, person) in Self.people.enumerated() {
        let made = try await idp.send("POST", "/Users", User.of("Person.\(number)", person))
        guard made.status == 201, let id = made.body["id"]?.string else { continue }
        if number.isMultiple(of: 2) {
          try await idp.send("POST", "/Groups", Group.of("G \"\(number)\"", members: [id]))
        }
        let (path, filter) = ("/Users/\(id)", "/Users?filter=userName+eq+%22pERSON.\(number)%22")
        let short = try await bytes(path, idp)
        #expect(try await bytes("\(path)?\(Self.longWay)", idp) == short && !short.isEmpty, "\(short)")
        let found = try await bytes(filter, idp)
        #expect(try await bytes("\(filter)&\(Self.longWay)", idp) == found && found.contains(id), "\(found)")
        #expect(try await idp.send("GET", path).body == idp.send("GET", "\(path)?\(Self.longWay)").body)
      }
      #expect(try await bytes("/Users?filter=userName+eq+%22nobody%22", idp).contains("\"totalResults\":0"))
    }
  }

  @Test("Several of one externalId, pages and conditions go on as they were")
  func conditions() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let first = try await idp.send("POST", "/Users", User.of("one", ["externalId": "Same"]))
      try await idp.send("POST", "/Users", User.of("two", ["externalId": "Same"]))
      let same = "/Users?filter=externalId+eq+%22Same%22"
      #expect(try await idp.read(same)["totalResults"] == 2)
      #expect(try await idp.read(same + "&count=1")["itemsPerPage"] == 1)
      #expect(try await idp.read(same + "&count=0")["totalResults"] == 2)
      #expect(try await idp.read("/Users?filter=externalId+eq+%22same%22")["totalResults"] == 0)
      #expect(try await idp.read("/Users?filter=userName+eq+%22one%22&startIndex=2")["Resources"] == [])
      let path = "/Users/\(first.body["id"]?.string ?? "")"
      let tag = try await idp.send("GET", path).header("ETag") ?? ""
      let unmodified = try await idp.send("GET", path, with: [("If-None-Match", tag)])
      #expect(unmodified.status == 304 && unmodified.header("ETag") == tag && !tag.isEmpty)
      #expect(try await idp.send("GET", path, with: [("If-None-Match", "W/\"9\"")]).status == 200)
    }
  }

  private func bytes(_ path: String, _ idp: TestClient) async throws -> String {
    let reply = try await idp.transport.send(
      "GET", path, headers: [("Authorization", "Bearer \(idp.token)")], body: nil)
    #expect(reply.status == 200, "\(path)")
    return String(decoding: reply.body, as: UTF8.self)
  }
}
