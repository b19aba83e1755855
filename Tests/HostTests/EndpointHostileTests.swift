import AdapterTesting
import JSON
import Testing

@Suite("Hostile requests", .serialized)
struct EndpointHostileTests {
  @Test("null and wrong types at every place of valid bodies: refused or carried out, never a fault of the host")
  func wrongTypes() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let user = try await client.user("base")
      let group = try await client.group("base")
      for (method, path, body) in Self.bodies {
        let path = path.replacing("USER", with: user).replacing("GROUP", with: group)
        for place in body.places {
          for wrong in Self.wrong {
            let reply = try await client.send(method, path, body.replacing(place, with: wrong))
            #expect(
              reply.status < 400 || reply.status < 500 && reply.isSCIMError,
              "\(method) \(path) \(place) \(wrong): \(reply.status)")
          }
        }
      }
      #expect(try await client.send("GET", "/Users/\(user)").status == 200)
    }
  }

  @Test("What isn't to be taken is refused with a SCIM error, and nothing is there afterwards")
  func hostileBodies() async throws {
    try await EndpointHost.run { host in
      let client = host.alpha
      let deep = String(repeating: "[", count: 50_000)
      let bodies = [
        "{\"userName\":\"a", "{\"userName\":\"a\",\"USERNAME\":\"b\"}", "{\"userName\":\"a\",\"x\":\(deep)",
        "{\"userName\":\"a\\u0000\"}", "{\"userName\":\"\\ud800\"}", "{\"userName\":\"a\",\"x\":01}",
        "{\"userName\":\"a\",\"x\":NaN}", "[]", "null", "\"x\"", "",
        "{\"userName\":\"\(String(repeating: "a", count: 1025))\"}",
        "{\"userName\":\"a\",\"\(userURN):userName\":\"b\"}",
      ]
      for body in bodies {
        let reply = try await client.send("POST", "/Users", bytes: Array(body.utf8))
        #expect(reply.status == 400 && reply.isSCIMError, "\(body.prefix(60))")
      }
      for type in ["text/xml", "application/json; charset=latin1", "multipart/form-data", ""] {
        let reply = try await client.send("POST", "/Users", bytes: Array("{}".utf8), headers: [("Content-Type", type)])
        #expect(reply.status == 415 && reply.isSCIMError, "\(type)")
      }
      let filters = [
        "userName eq \"\(String(repeating: "a", count: 4000))\"" + String(repeating: " ", count: 5000),
        String(repeating: "(", count: 200) + "id pr", String(repeating: "not (", count: 1000),
        Array(repeating: "id pr", count: 101).joined(separator: " and "),
      ]
      for filter in filters {
        let reply = try await client.send("POST", "/.search", ["filter": .string(filter)])
        #expect(reply.status == 400 && reply.json["scimType"] == "invalidFilter" && reply.isSCIMError)
      }
      let members: [JSON] = (0...20_000).map { ["value": .string("m\($0)")] }
      let wide = try await client.send("POST", "/Groups", ["displayName": "wide", "members": .array(members)])
      #expect(wide.status == 413 && wide.isSCIMError)
      #expect(try await client.send("POST", "/.search", .object([:])).json["totalResults"] == 0)
    }
  }

  @Test("One bad operation among twenty: nothing is changed, nothing is told but the refusal")
  func atomicPatch() async throws {
    // shows 7644-3.5.2-i 7644-3.5.2-j
    try await EndpointHost.run { host in
      let client = host.alpha
      let user = try await client.user("anna", ["emails": [["value": "a@b", "type": "work"]]])
      _ = try await client.user("bert")
      let before = try await client.send("GET", "/Users/\(user)").body
      let bad: [(JSON, Int, String)] = [
        (["op": "replace", "path": "emails[type eq \"x\"].value", "value": "y"], 400, "noTarget"),
        (["op": "add", "path": "a b", "value": 1], 400, "invalidPath"),
        (["op": "add", "path": "id", "value": "x"], 400, "mutability"),
        (["op": "replace", "path": "active", "value": "maybe"], 400, "invalidValue"),
        (["op": "move"], 400, "invalidSyntax"),
        (["op": "replace", "path": "userName", "value": "BERT"], 409, "uniqueness"),
        (["op": "remove"], 400, "noTarget"),
        (["op": "remove", "path": "userName"], 400, "mutability"),
        (["op": "add", "path": "groups", "value": []], 400, "mutability"),
      ]
      for (index, (operation, status, scimType)) in bad.enumerated() {
        var operations: [JSON] = (0..<19).map { ["op": "add", "path": "title", "value": .string("t\($0)")] }
        operations.insert(operation, at: (index * 7) % 20)
        let reply = try await client.patch("/Users/\(user)", operations)
        #expect(
          reply.status == status && reply.json["scimType"] == .string(scimType) && reply.isSCIMError, "\(operation)")
      }
      #expect(try await client.send("GET", "/Users/\(user)").body == before)
      try await host.settled("alpha")
      let kinds = Set(try await host.audit("alpha").compactMap { $0["kind"]?.string })
      #expect(kinds == ["user.created", "request.refused"])
    }
  }

  @Test("What is written is read back as it was written, unknown attributes too")
  func verbatim() async throws {
    try await EndpointHost.run { host in
      let sent = Self.whole
      let made = try await host.alpha.send("POST", "/Users", sent)
      let id = made.json["id"]?.string ?? ""
      #expect(made.status == 201 && made.header("Location") == "\(host.alpha.base)/Users/\(id)")
      #expect(made.header("Location") == made.json["meta"]?["location"]?.string)
      for reply in [made, try await host.alpha.send("GET", "/Users/\(id)")] {
        for (name, value) in sent.object ?? [:] { #expect(reply.json[name] == value, "\(name)") }
      }
      let text = String(decoding: try await host.alpha.send("GET", "/Users/\(id)").body, as: UTF8.self)
      for spelling in ["1e400", "123456789012345678901234567890", "0.10"] { #expect(text.contains(spelling)) }
      let narrow = try await host.alpha.send("PUT", "/Users/\(id)?attributes=title", sent).json
      #expect(narrow.object?.keys == ["schemas", "id", "title"])
      let without = try await host.alpha.patch(
        "/Users/\(id)?excludedAttributes=name,meta", [["op": "add", "path": "title", "value": "n"]])
      #expect(without.json["name"] == nil && without.json["meta"] == nil && without.json["title"] == "n")
    }
  }

  @Test("A user name is taken (409) exactly when a filter finds one")
  func identity() async throws {
    try await EndpointHost.run { host in
      let pairs = [
        ("caf\u{E9}", "cafe\u{301}"), ("\u{212A}elvin", "kelvin"), ("stra\u{DF}e", "strasse"), ("\u{1E9E}", "\u{DF}"),
        ("zero\u{200B}width", "zerowidth"), ("\u{130}x", "ix"), ("\u{131}y", "iy"), ("\u{FF21}b", "ab"),
        ("\u{C4}", "\u{E4}"),
        ("\u{3A3}", "\u{3C2}"), ("A\u{30A}", "\u{212B}"), ("a\u{301}\u{323}", "a\u{323}\u{301}"), ("trail ", "trail"),
      ]
      for (index, pair) in pairs.enumerated() {
        let (first, second) = ("\(index)\(pair.0)", "\(index)\(pair.1)")
        let id = try await host.alpha.user(first)
        let found = try await host.alpha.search("/Users", "userName eq \(JSON.string(second))").ids?.count
        let scanned = try await host.alpha.search("/Users", "userName eq \(JSON.string(second)) or id eq \"\"").ids?
          .count
        let reply = try await host.alpha.send("POST", "/Users", ["userName": .string(second)])
        #expect((reply.status == 409) == (found == 1) && found == scanned && [0, 1].contains(found), "\(index)")
        let back = try await host.alpha.send("GET", "/Users/\(id)").json["userName"]?.string
        #expect(back.map { Array($0.utf8) } == Array(first.utf8))
      }
    }
  }
}
