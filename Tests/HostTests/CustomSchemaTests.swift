import JSON
import Testing

@Suite("Declared extension schemas (RFC 7643 §3.3, §7)", .serialized)
struct CustomSchemaTests {
  private static let urn = "urn:ietf:params:scim:schemas:extension:acme:2.0:User"
  private static let declared = TestProvider(
    yaml: """
      schemas:
        \(urn):
          name: AcmeUser
          attributes:
            badge: { type: string, uniqueness: server, caseExact: true, description: The badge. }
            level: { type: integer, required: true }
            site: { canonicalValues: [Bern, Basel] }
            joined: { type: dateTime, mutability: immutable }
            pin: { returned: never }
            note: { returned: request }
            score: { type: decimal, mutability: readOnly }
            keys:
              type: complex
              multiValued: true
              subAttributes:
                value: { required: true }
                code: { returned: never }
      mapping:
        extends: Standard
        users:
          custom:
            badge: \(urn):badge
      """)

  @Test("What is declared is enforced on POST, PUT and PATCH, and unique values are taken once")
  func enforced() async throws {
    try await TestHost.run([Self.declared]) { host in
      let client = try await host.client()
      let refused: [(JSON, Int, String)] = [
        (["level": "x"], 400, "invalidValue"), (["badge": "b"], 400, "invalidValue"),
        (["level": 1, "site": "Genf"], 400, "invalidValue"), (["level": 1, "joined": "soon"], 400, "invalidValue"),
        (["level": 1, "keys": [["type": "x"]]], 400, "invalidValue"), (["level": 1, "keys": "x"], 400, "invalidValue"),
      ]
      for (value, status, keyword) in refused {
        let reply = try await client.send("POST", "/Users", User.of("wrong", [Self.urn: value]))
        #expect(reply.status == status && reply.body["scimType"]?.string == keyword, "\(value): \(reply.body)")
      }
      let values: JSON = [
        "badge": "B1", "level": 3, "site": "bern", "joined": "2026-01-31T12:00:00Z", "pin": "1234", "note": "n",
        "score": 2, "keys": [["value": "k", "code": "secret"]],
      ]
      let id = try await client.create("anna", [Self.urn: values])
      let shown = try await client.read("/Users/\(id)")
      #expect(shown["schemas"]?.array?.contains(.string(Self.urn)) == true)
      #expect(
        shown[Self.urn] == [
          "badge": "B1", "level": 3, "site": "Bern", "joined": "2026-01-31T12:00:00Z", "keys": [["value": "k"]],
        ])
      let asked = try await client.read("/Users/\(id)?attributes=\(Self.urn):note,\(Self.urn):pin")
      #expect(asked[Self.urn] == ["note": "n"])
      #expect(try await client.read("/Users/\(id)?attributes=\(Self.urn)")[Self.urn]?["pin"] == nil)
      let twin = try await client.send("POST", "/Users", User.of("twin", [Self.urn: ["badge": "B1", "level": 1]]))
      #expect(twin.status == 409 && twin.body["scimType"] == "uniqueness")
      let other = try await client.create("other", [Self.urn: ["badge": "b1", "level": 1]])
      let patches: [(JSON, Int, String)] = [
        (replacing("\(Self.urn):badge", "B1"), 409, "uniqueness"),
        (["op": "remove", "path": .string("\(Self.urn):level")], 400, "mutability"),
        (replacing("\(Self.urn):score", 3), 400, "mutability"),
        (replacing("\(Self.urn):level", "x"), 400, "invalidValue"),
      ]
      for (operation, status, keyword) in patches {
        let reply = try await client.patch("/Users/\(other)", operation)
        #expect(reply.status == status && reply.body["scimType"]?.string == keyword, "\(operation): \(reply.body)")
      }
      for operation in [
        replacing("\(Self.urn):joined", "2027-01-31T12:00:00Z"), ["op": "remove", "path": .string(Self.urn)],
      ] as [JSON] {
        let reply = try await client.patch("/Users/\(id)", operation)
        #expect(reply.status == 400 && reply.body["scimType"] == "mutability", "\(operation): \(reply.body)")
      }
      #expect(try await client.read("/Users/\(id)")[Self.urn] == shown[Self.urn])
      #expect(try await host.user(id)["custom"]?["badge"] == "B1")
      let found = try await client.read(filtered("/Users", "\(Self.urn):badge eq \"B1\""))
      #expect(found["totalResults"] == 1)
      let filters: [(String, Int?)] = [
        ("badge eq \"b1\"", 1), ("badge eq \"x\"", 0), ("level gt 2", 1), ("site eq \"BERN\"", 1),
        ("keys[value eq \"K\"]", 1),
        ("level gt \"2\"", nil), ("pin pr", nil), ("keys.code eq \"secret\"", nil), ("joined eq \"soon\"", nil),
      ]
      for (filter, count) in filters {
        let reply = try await client.send("GET", filtered("/Users", "\(Self.urn):\(filter)"))
        #expect(reply.body["totalResults"] == count.map { JSON($0) }, "\(filter): \(reply.body)")
        #expect((reply.body["scimType"] == "invalidFilter") == (count == nil), "\(filter)")
      }
      let order = try await client.read("/Users?sortBy=\(Self.urn):level&attributes=userName")
      #expect(order["Resources"]?.array?.map { $0["userName"] } == ["other", "anna"])
    }
  }

  @Test("What is declared is read in the IdP's dialect: booleans in quotes, keys that are paths")
  func dialect() async throws {
    let entra = TestProvider(
      name: "entra", adapter: "EntraID",
      yaml: """
        schemas:
          \(Self.urn):
            attributes: { remote: { type: boolean }, seat: { type: complex, subAttributes: { floor: ~ } } }
        """)
    try await TestHost.run([entra]) { host in
      let client = try await host.client("entra")
      let id = try await client.create("anna@example.org", [Self.urn: ["remote": "True"]])
      #expect(try await client.read("/Users/\(id)")[Self.urn] == ["remote": true])
      let value: JSON = [
        .init(stringLiteral: "\(Self.urn):remote"): "False", .init(stringLiteral: "\(Self.urn):seat.floor"): "2",
      ]
      let reply = try await client.patch("/Users/\(id)", ["op": "Add", "value": value])
      #expect(reply.status < 300, "\(reply.body)")
      #expect(try await client.read("/Users/\(id)")[Self.urn] == ["remote": false, "seat": ["floor": "2"]])
      let wrong = try await client.patch("/Users/\(id)", replacing("\(Self.urn):remote", "maybe"))
      #expect(wrong.status == 400 && wrong.body["scimType"] == "invalidValue")
    }
  }

  @Test("PUT: what is immutable stays, what is required must be there, null takes no immutable value away")
  func replaced() async throws {
    try await TestHost.run([Self.declared]) { host in
      let client = try await host.client()
      let id = try await client.create("anna", [Self.urn: ["level": 1, "joined": "2026-01-31T12:00:00Z"]])
      let replies: [(JSON, Int, String?)] = [
        (["level": 2], 200, nil), (["level": 2, "joined": "2027-01-31T12:00:00Z"], 400, "mutability"),
        (.null, 400, "mutability"), (["level": 2, "site": "Genf"], 400, "invalidValue"),
      ]
      for (value, status, keyword) in replies {
        let reply = try await client.send("PUT", "/Users/\(id)", User.of("anna", [Self.urn: value]))
        #expect(reply.status == status && reply.body["scimType"]?.string == keyword, "\(value): \(reply.body)")
      }
      #expect(
        try await client.read("/Users/\(id)")[Self.urn] == ["level": 2, "joined": "2026-01-31T12:00:00Z"])
    }
  }

  @Test("Schemas show what the mapping reads beside, and what a user is refused for lacking")
  func readByTheMapping() async throws {
    let reading = TestProvider(
      yaml: """
        mapping:
          extends: Standard
          users:
            attributes:
              title: { from: title, onEmpty: fail }
            custom:
              badge: \(Self.urn):badge
              floor: \(Self.urn):seat.floor
        """)
    try await TestHost.run([reading]) { host in
      let client = try await host.client()
      let schema = try await client.read("/Schemas/\(Self.urn)")
      let names = schema["attributes"]?.array?.compactMap { $0["name"]?.string } ?? []
      #expect(Set(names) == ["badge", "seat"] && schema["attributes"]?.array?.count == 2)
      let extensions = try await client.read("/ResourceTypes/User")["schemaExtensions"]?.array ?? []
      #expect(extensions.count == 2)
      let user = try await client.read("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
      let required = (user["attributes"]?.array ?? []).filter { $0["required"] == true }
      #expect(Set(required.compactMap { $0["name"]?.string }) == ["userName", "title"])
      #expect(try await client.send("POST", "/Users", User.of("anna")).status == 400)
      let id = try await client.create("anna", ["title": "x", Self.urn: ["badge": 7, "seat": ["floor": "1"]]])
      #expect(try await host.user(id)["custom"]?["floor"] == "1")
    }
  }

  @Test("Schemas and resource types show it, of the provider that declares it alone")
  func served() async throws {
    try await TestHost.run([Self.declared, TestProvider(name: "plain")]) { host in
      let (client, plain) = (try await host.client(), try await host.client("plain"))
      let schema = try await client.read("/Schemas/\(Self.urn)")
      let attributes = schema["attributes"]?.array ?? []
      #expect(schema["name"] == "AcmeUser" && attributes.count == 8)
      #expect(attributes.first { $0["name"] == "badge" }?["uniqueness"] == "server")
      #expect(attributes.first { $0["name"] == "site" }?["canonicalValues"] == ["Bern", "Basel"])
      let extensions = try await client.read("/ResourceTypes/User")["schemaExtensions"]?.array ?? []
      #expect(extensions.contains { $0["schema"]?.string == Self.urn })
      #expect(try await plain.send("GET", "/Schemas/\(Self.urn)").status == 404)
      let free = try await plain.create("anna", [Self.urn: ["level": "anything"]])
      #expect(try await plain.read("/Users/\(free)")[Self.urn]?["level"] == "anything")
    }
  }
}
