import AdapterKit
import Foundation
import JSON
import SCIM
import Testing

/// What SCIM makes of a request that the dialect has read: the forms are right when the resource is.
@Suite struct OutcomeTests {
  struct Outcome: Sendable, CustomStringConvertible {
    var sent: Wire
    var stored: JSONObject = ["userName": "a", "schemas": [.string(core)]]
    /// What the resource then holds; null for nothing.
    var holds: JSONObject
    var description: String { sent.description }
  }

  private func edited(_ outcome: Outcome) throws -> Edited {
    let request = try Dialect().normalize(outcome.sent.request)
    let type = try #require(request.resourceType)
    let editor = ResourceEditor(type: type, semantics: request.semantics)
    let body = try #require(request.body?.object)
    if request.isPatch { return try editor.patch(outcome.stored, with: body) }
    return try request.isCreate ? editor.create(body) : editor.replace(outcome.stored, with: body)
  }

  @Test("users", arguments: outcomes)
  func user(_ outcome: Outcome) throws {
    let resource = try edited(outcome).resource
    for (key, value) in outcome.holds {
      #expect((resource[key] ?? .null) == value, "\(key) is \(resource[key]?.description ?? "missing")")
    }
  }

  @Test func membersAreChangedAsListed() throws {
    let group: JSONObject = ["displayName": "G", "schemas": [.string(coreGroup)]]
    let cases: [(Wire, [MemberChange])] = [
      (.group(["op": "Remove", "path": "members", "value": [["$ref": nil, "value": "a"]]]), [.remove(["a"])]),
      (.group(["op": "remove", "path": "members", "value": []]), []),
      (.group(["op": "remove", "path": "members[value eq \"a\"]"]), [.remove(["a"])]),
      (.group(["op": "remove", "path": "members", "value": ["members": [["value": "a"]]]]), [.remove(["a"])]),
      (
        .group(["op": "Add", "path": "members", "value": ["a", ["value": "b"]]]),
        [.add([Member(value: "a"), Member(value: "b")])]
      ),
      (.group(["op": "replace", "value": ["id": "1", "members": []]]), [.replace([])]),
      (
        Wire("PATCH", "/Groups/1", ["members": [["value": "a", "operation": "delete"], ["value": "b"]]]),
        [.remove(["a"]), .add([Member(value: "b")])]
      ),
    ]
    for (sent, changes) in cases {
      #expect(try edited(Outcome(sent: sent, stored: group, holds: [:])).members == changes, "\(sent)")
    }
    let bare = Outcome(sent: .group(["op": "remove", "path": "members", "value": nil]), stored: group, holds: [:])
    #expect(throws: SCIMError.self) { try edited(bare) }
  }

  @Test(
    "filters find what was meant",
    arguments: [
      "externalId+eq+7", "id+eq+u1+and+manager+eq+m1", "emails[type+eq+work].value+eq+\"x@y\"", "active+eq+\"True\"",
      "manager.value+eq+m1&", "emails[type+eq+\"work\"]", "userName+eq+A",
    ])
  func filter(_ text: String) throws {
    let request = try Dialect().normalize(Wire("GET", "/Users?filter=\(text)").request)
    let raw = request.query.dropFirst("filter=".count).replacing("+", with: " ")
    let filter = try Filter(parsing: raw.removingPercentEncoding ?? "", for: .user)
    let user: JSONObject = [
      "id": "u1", "externalId": "7", "userName": "a", "active": true, "emails": [["type": "work", "value": "x@y"]],
      enterprise: ["manager": ["value": "m1"]],
    ]
    #expect(filter.matches(user))
    #expect(!filter.matches(["id": "u2", "userName": "b", "active": false]))
  }

  static let outcomes: [Outcome] = [
    Outcome(sent: .user(["op": "Replace", "path": "active", "value": "False"]), holds: ["active": false]),
    Outcome(
      sent: .user(["op": "Replace", "path": "roles[primary eq \"True\"].value", "value": "R"]),
      holds: ["roles": [["primary": true, "value": "R"]]]),
    Outcome(
      sent: .user([
        "op": "replace",
        "value": .object([
          "name.givenName": "G", "name": ["familyName": "F"], enterprise + ":department": "D", "id": "9",
        ]),
      ]), holds: ["name": ["familyName": "F", "givenName": "G"], enterprise: ["department": "D"]]),
    Outcome(
      sent: .user(["op": "Add", "path": "manager", "value": [["$ref": nil, "value": "7"]]]),
      holds: [enterprise: ["manager": ["value": "7"]]]),
    Outcome(
      sent: Wire("POST", "/Users", ["UserName": "b", enterprise: ["manager": "7"], "roles": [], "title": nil]),
      holds: ["userName": "b", "roles": nil, "title": nil, enterprise: ["manager": ["value": "7"]]]),
    Outcome(
      sent: Wire(
        "POST", "/Users",
        [
          "schemas": ["urn:scim:schemas:core:1.0"], "id": nil, "userName": "b", "active": "true", "password": "p",
          "emails": ["value": "x@y", "primary": true], "groups": [],
        ]),
      holds: ["active": true, "emails": [["value": "x@y", "primary": true]], "password": nil]),
    Outcome(
      sent: .user(["op": "Replace", "path": "displayName", "value": [["value": "D"]]]), holds: ["displayName": "D"]),
    Outcome(
      sent: .user(["op": "Add", "path": .string(enterprise.uppercased() + ".department"), "value": "D"]),
      holds: [enterprise: ["department": "D"]]),
    Outcome(sent: .user(), holds: ["userName": "a"]),
    Outcome(sent: .user(["op": "replace", "value": ["id": "9"]]), holds: ["userName": "a"]),
    Outcome(
      sent: .user(["op": "remove", "path": "emails", "value": [["value": "x@y"]]]),
      stored: ["userName": "a", "emails": [["value": "x@y"], ["value": "z@y"]]], holds: ["emails": [["value": "z@y"]]]),
  ]
}
