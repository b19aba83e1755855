import Host
import JSON
import Testing

/// Schemas, and attributes for matching, that are declared while there are source records already.
@Suite("Declared later", .serialized)
struct DeclaredLaterTests {
  private static let urn = "urn:ietf:params:scim:schemas:extension:acme:2.0:User"
  private let house: CommandLineHouse

  init() throws { house = try CommandLineHouse() }

  @Test("Records that were there are found by what became a key, and count where it became unique")
  func keys() async throws {
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      let body: (String) -> JSONObject = { [Self.urn: ["badge": .string($0)], "nickName": .string("nick-\($0)")] }
      let ada = try await acme.create("ada", body("B1"))
      let bob = try await acme.create("bob", body("B1"))
      try await acme.create("cyd", body("B2"))
      let schemas = """
        schemas:
          \(Self.urn):
            attributes: { badge: { uniqueness: server } }

        """
      try house.map(settings: schemas, more: "  users:\n    matching: [userName, nickName]\n")
      #expect(await house.run("apply").code == 0)
      for (filter, count) in [("\(Self.urn):badge eq \"B2\"", 1), ("nickName eq \"nick-B1\"", 2)] {
        var found: JSON?
        for _ in 0..<1000 {
          found = try await acme.send("GET", filtered("/Users", filter)).body["totalResults"]
          if found == JSON(count) { break }
          try await Task.sleep(for: .milliseconds(20))
        }
        #expect(found == JSON(count), "\(filter)")
      }
      let twin = try await acme.send("POST", "/Users", User.of("twin", body("B2")))
      #expect(twin.status == 409 && twin.body["scimType"] == "uniqueness")
      for id in [ada, bob] {
        let patch = TestClient.operations([replacing("title", "x")])
        #expect(try await acme.send("PATCH", "/Users/\(id)", patch).status == 200, "they shared it before")
      }
      let third = try await acme.send("POST", "/Users", User.of("third", body("B1")))
      #expect(third.status == 409)
    }
  }
}
