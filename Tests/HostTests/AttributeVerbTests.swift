import Foundation
import JSON
import Testing

@Suite("Attributes of type IDP, texts, what no rule reads", .serialized)
struct AttributeVerbTests {
  private static let badge = "urn:ietf:params:scim:schemas:extension:acme:2.0:User"

  private static let providers = [
    TestProvider(
      yaml: """
        mapping:
          extends: Standard
          users:
            attributes:
              nickName: ${badgeNumber}
            custom:
              badgeNumber: { from: "\(badge):badge", type: number }
              desk: "\(badge):desk"
        settings:
          autoInvite:
            sendmail: /bin/true
            from: it@example.org
            subject: Welcome, ${givenName:-friend}
            text: |
              Your badge is ${badgeNumber}.
              Ask ${manager.displayName:-us}.
        """),
    TestProvider(name: "other"),
  ]

  /// One host with people in it serves all.
  private static func run(_ body: (TestHost, TestClient) async throws -> Void) async throws {
    try await TestHost.run(providers) { host in
      let (idp, other) = (try await host.client(), try await host.client("other"))
      _ = try await idp.create("boss@example.org", ["displayName": "Charles", "externalId": "boss"])
      _ = try await idp.create(
        "ada@example.org",
        [
          "name": ["givenName": "Ada"], Self.badge: ["badge": "1815", "floor": 3], "locale": "en",
          User.enterprise: ["manager": ["value": "boss"]],
        ])
      _ = try await other.create("grace@example.org", ["nickName": "Amazing"])
      try await body(host, idp)
    }
  }

  @Test("Coverage, types, places, texts for one user, and what to delete in the IdP's own mapping")
  func all() async throws {
    try await Self.run { host, idp in
      try await list(host)
      try await whereUsed(host)
      try await expand(host, idp)
      try await unused(host)
    }
  }

  private func list(_ host: TestHost) async throws {
    let listed = try await host.perform("attributes.list")
    let attributes = listed["attributes"]?.array ?? []
    #expect(attributes.map { $0["name"]?.string } == ["badgeNumber", "desk"])
    #expect(attributes.allSatisfy { $0["type"] == "IDP" })
    #expect(attributes.map { $0["holds"]?.string } == ["number", "any value"])
    let shares = attributes[0]["providers"]?.array ?? []
    #expect(shares.map { $0["provider"]?.string } == ["acme", "other"])
    #expect(shares.map { $0["filled"]?.integer } == [1, 0] && shares.map { $0["users"]?.integer } == [2, 1])
    #expect(shares.map { $0["declared"]?.bool } == [true, false])
    #expect(
      listed["warnings"] == [
        "${badgeNumber} isn't declared by other: it would render empty for 1 of its 1 users"
      ], "desk is in no text")
    let all = try await host.perform("attributes.list", ["all": true])["attributes"]?.array ?? []
    #expect(all.contains { $0["name"] == "displayName" && $0["type"] == "directory" })
  }

  private func whereUsed(_ host: TestHost) async throws {
    let places = try await host.perform("attributes.where-used", ["name": "BADGEnumber"]).array ?? []
    #expect(places.map { $0["what"]?.string } == ["declared", "the rule of nickName", "autoInvite: text"])
    #expect(places.allSatisfy { $0["provider"] == "acme" })
    #expect(places.last?["place"]?.string?.hasSuffix("acme.yaml:17:23") == true, "\(places.last ?? .null)")
    let manager = try await host.perform("attributes.where-used", ["name": "displayName"]).array ?? []
    #expect(manager.contains { $0["what"] == "autoInvite: text" })
    #expect(try await host.refusal("attributes.where-used", ["name": "badgNumber"])?.contains("'badgeNumber'") == true)
  }

  private func expand(_ host: TestHost, _ idp: TestClient) async throws {
    func text(_ text: String, _ user: String = "ada@example.org") async throws -> JSON {
      try await host.perform("expand", ["text": .string(text), "user": .string(user)])
    }
    #expect(try await text("${userName} ${badgeNumber} \\${x}")["text"] == "ada@example.org 1815 ${x}")
    #expect(try await text("${manager.displayName}/${manager.manager.displayName:-nobody}")["text"] == "Charles/nobody")
    #expect(try await text("${state}, ${active}")["text"] == "active, true")
    let empty = try await text("<${title}>")
    #expect(empty["text"] == "<>" && empty["empty"] == ["title"])
    #expect(try await text("${badgeNumber}")["warnings"]?.array?.count == 1)
    #expect(try await text("${givenName}")["warnings"] == [])
    let refusal = try await host.refusal("expand", ["text": "Dear ${givenNam}", "user": "ada@example.org"])
    #expect(refusal?.contains("column 8: there is no attribute 'givenNam'") == true)
    #expect(refusal?.contains("did you mean ${givenName}?") == true)
    #expect(try await host.refusal("expand", ["text": "x", "user": "nobody"])?.contains("nobody") == true)
    let group = try await idp.createGroup("Engines", members: [])
    let ada = try await host.users().first { $0["userName"] == "ada@example.org" }
    let source = ada?["links"]?.array?.first?["sourceID"]?.string ?? ""
    try await idp.patch(
      "/Groups/\(group)", ["op": "add", "path": "members", "value": [["value": .string(source)]]])
    #expect(try await text("${groups}")["text"] == "Engines")
  }

  private func unused(_ host: TestHost) async throws {
    let rows = try await host.perform("mapping.unused", ["provider": "acme"]).array ?? []
    let floor = rows.first { $0["attribute"]?.string == "\(Self.badge):floor" }
    #expect(floor?["resources"] == 1 && floor?["of"] == 2 && floor?["kind"] == "user")
    #expect(!rows.contains { $0["attribute"]?.string?.hasSuffix(":badge") == true })
    #expect(try await host.refusal("mapping.unused", ["provider": "acm"])?.contains("'acme'") == true)
  }
}
