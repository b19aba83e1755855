import Directory
import Foundation
import JSON
import Testing

@Suite("The canonical directory: what the declaration says can be had from SCIM", .serialized)
struct DirectoryAttributesTests {
  /// A value of each attribute that a rule can make: as SCIM has it, and as the directory then has it.
  private static let values: [String: (sent: JSONObject, kept: JSON)] = [
    "userName": (["userName": "Ada@Example.org"], "ada@example.org"),
    "active": (["active": true], true),
    "displayName": (["displayName": "Ada Lovelace"], "Ada Lovelace"),
    "givenName": (["name": ["givenName": "Ada"]], "Ada"),
    "middleName": (["name": ["middleName": "King"]], "King"),
    "familyName": (["name": ["familyName": "Lovelace"]], "Lovelace"),
    "formattedName": (["name": ["formatted": "The Countess"]], "The Countess"),
    "honorificPrefix": (["name": ["honorificPrefix": "Lady"]], "Lady"),
    "honorificSuffix": (["name": ["honorificSuffix": "III"]], "III"),
    "nickName": (["nickName": "AAL"], "AAL"),
    "email": ([:], "ada@work.example"),
    "emails": (
      ["emails": [["value": "Ada@Work.example", "type": "work", "primary": true]]],
      [["value": "Ada@Work.example", "type": "work", "primary": true]]
    ),
    "phoneNumbers": (
      ["phoneNumbers": [["value": "+44 20 7946 0000", "type": "work"]]],
      [["value": "+44 20 7946 0000", "type": "work"]]
    ),
    "addresses": (
      ["addresses": [["streetAddress": "12 St James's Square", "locality": "London", "type": "home"]]],
      [["street": "12 St James's Square", "locality": "London", "type": "home"]]
    ),
    "title": (["title": "Countess"], "Countess"),
    "userType": (["userType": "Employee"], "Employee"),
    "employeeNumber": ([User.enterprise: ["employeeNumber": "1815"]], "1815"),
    "department": ([User.enterprise: ["department": "Mathematics"]], "Mathematics"),
    "division": ([User.enterprise: ["division": "Engines"]], "Engines"),
    "organization": ([User.enterprise: ["organization": "Analytical"]], "Analytical"),
    "costCenter": ([User.enterprise: ["costCenter": "1842"]], "1842"),
    "manager": ([User.enterprise: ["manager": ["value": "nobody-yet"]]], ["value": "nobody-yet", "pending": true]),
    "preferredLanguage": (["preferredLanguage": "en"], "en"),
    "locale": (["locale": "en-GB"], "en-GB"),
    "timezone": (["timezone": "Europe/London"], "Europe/London"),
    "profileURL": (["profileUrl": "https://ada.example/"], "https://ada.example/"),
    "photos": (
      ["photos": [["value": "https://ada.example/1.png", "type": "photo"]]],
      [["value": "https://ada.example/1.png", "type": "photo"]]
    ),
    "roles": (["roles": [["value": "author", "display": "Author"]]], [["value": "author", "display": "Author"]]),
    "entitlements": (["entitlements": [["value": "engine"]]], [["value": "engine"]]),
  ]

  @Test("Every attribute of a user that a rule can make arrives in the directory, with its provenance")
  func everyUserAttribute() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("x", Self.everything)
      let entry = try await host.user(id)
      for attribute in DirectorySchema.user where attribute.mappable {
        let value = try #require(Self.values[attribute.name], "this test knows no value of \(attribute.name)")
        let kept = entry[attribute.name]?.object.map { found in
          JSONObject(found.filter { $0.key != "kind" }.map { ($0.key, $0.value) })
        }
        #expect(kept.map(JSON.object) ?? entry[attribute.name] == value.kept, "\(attribute.name)")
        #expect(entry["provenance"]?[attribute.name]?["provider"] == "acme", "\(attribute.name)")
      }
      for attribute in DirectorySchema.user where attribute.required { #expect(entry[attribute.name] != nil) }
    }
  }

  /// One user with all of it.
  private static var everything: JSONObject {
    var user = JSONObject()
    for (_, value) in values.sorted(by: { $0.key < $1.key }) {
      for (name, sent) in value.sent {
        guard let old = user[name]?.object, let new = sent.object else {
          user[name] = sent
          continue
        }
        var both = old
        for (inner, value) in new { both[inner] = value }
        user[name] = .object(both)
      }
    }
    return user
  }

  @Test("The directory's own attributes are there: id, state, links, provenance, times, version")
  func bookkeeping() async throws {
    try await TestHost.run { host in
      let idp = try await host.client()
      let id = try await idp.create("ada@example.org", ["externalId": "e-1"])
      let entry = try await host.user(id)
      #expect(entry["id"]?.string != id, "the directory's id is its own")
      #expect(entry["id"]?.string?.utf8.dropFirst(14).first == UInt8(ascii: "7"))
      #expect(entry["state"] == "active")
      #expect(entry["version"] == 1)
      #expect(entry["created"] == entry["updated"])
      let link: JSON = [
        "provider": "acme", "idp": "SCIM 2.0 client", "kind": "user", "sourceID": .string(id), "externalID": "e-1",
      ]
      #expect(entry["links"] == [link])
      try await idp.patch("/Users/\(id)", replacing("externalId", "e-2"))
      #expect(try await host.user(id)["links"]?.array?.first?["externalID"] == "e-2")
    }
  }

  @Test("Attributes of type IDP keep their types, have provenance, and go when their value goes")
  func custom() async throws {
    let acme = "urn:ietf:params:scim:schemas:extension:acme:2.0:User"
    let provider = TestProvider(
      yaml: """
        mapping:
          extends: Standard
          users:
            custom:
              badgeNumber: \(acme):badge
              remote: \(acme):remote
              skills: \(acme):skills
        """)
    try await TestHost.run([provider]) { host in
      let idp = try await host.client()
      let id = try await idp.create(
        "ada@example.org", [acme: ["badge": "b-7", "remote": true, "skills": ["engines", "poetry"]]])
      let entry = try await host.user(id)
      #expect(entry["custom"] == ["badgeNumber": "b-7", "remote": true, "skills": ["engines", "poetry"]])
      #expect(entry["provenance"]?["badgeNumber"]?["path"]?.string?.contains("badge") ?? false)
      try await idp.send("PUT", "/Users/\(id)", User.of("ada@example.org", [acme: ["badge": "b-8"]]))
      #expect(try await host.user(id)["custom"] == ["badgeNumber": "b-8"])
      #expect(try await host.user(id)["provenance"]?["remote"] == nil)
    }
  }

  @Test("Every attribute of a group that a rule can make arrives, and two providers' groups of one name are two groups")
  func groups() async throws {
    try await TestHost.run([TestProvider(), TestProvider(name: "other")]) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      let first = try await idp.createGroup("Staff")
      let second = try await other.createGroup("Staff")
      let groups = try await host.groups()
      #expect(groups.count == 2)
      #expect(Set(groups.compactMap { $0["id"]?.string }).count == 2)
      #expect(groups.compactMap { $0["links"]?.array?.first?["sourceID"]?.string } == [first, second])
      for attribute in DirectorySchema.group where attribute.mappable {
        #expect(groups.allSatisfy { $0[attribute.name] != nil }, "\(attribute.name)")
      }
      #expect(try await host.attention().isEmpty, "that is no conflict")
    }
  }
}
