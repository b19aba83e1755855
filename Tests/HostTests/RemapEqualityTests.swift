import AdapterTesting
import Foundation
import Host
import JSON
import Testing

/// A directory that was brought under a mapping is the one that the mapping would have made from the beginning.
@Suite("Re-mapping", .serialized)
struct RemapEqualityTests {
  private let old = ["title": "title"]
  private let new = [
    "title": "upper(title)", "displayName": #"join(" ", name.familyName, name.givenName)"#,
    "nickName": "{ from: nickName, default: none }", "locale": "~",
    "email": "{ from: lower(primary(emails)), when: active eq true }",
    "department": "${title}", "timezone": "{ value: Europe/Zurich }",
  ]

  private func tell(_ house: CommandLineHouse) async throws {
    let acme = try await ScimClient(house, "acme")
    var ids: [String] = []
    for number in 0..<60 {
      let more: JSONObject = [
        "title": number % 3 == 0 ? "" : .string("t\(number)"), "externalId": .string("x\(number)"),
        "name": ["givenName": .string("G\(number)"), "familyName": "F"], "locale": "de-CH",
        "emails": [["value": .string("U\(number)@x.example"), "primary": true]],
        "nickName": number % 2 == 0 ? .string("n\(number)") : "",
      ]
      ids.append(try await acme.create("User\(number)", more.filter { $0.value != "" }.object))
    }
    for id in ids.prefix(5) {
      let deactivated = try await acme.send(
        "PATCH", "/Users/\(id)", TestClient.operations([["op": "replace", "path": "active", "value": false]]))
      #expect(deactivated.status < 300)
    }
    try await acme.group("Staff", Array(ids.suffix(10)))
    #expect(try await acme.send("DELETE", "/Users/\(ids[10])").status == 204)
    let globex = try await ScimClient(house, "globex")
    #expect(try await globex.send("POST", "/Users", TestBodies.okta("user20@globex.example")).status == 201)
  }

  /// Users and groups without what two stories can't share: ids, times, versions.
  private func picture(_ house: CommandLineHouse) async throws -> [JSON] {
    let users = try await house.run("users", "--json").json
    let groups = try await house.run("groups", "--json").json
    let hidden = ["id", "created", "updated", "version", "provenance", "links", "members", "manager"]
    return (users + groups).map { entry in
      var entry = entry.object ?? [:]
      let mark = entry["provenance"]?.object ?? [:]
      let paths = mark.map { "\($0.key): \($0.value["path"]?.string ?? "")" }.sorted()
      for name in hidden { entry[name] = nil }
      entry["paths"] = .array(
        paths.filter { path in !["formattedName"].contains { path.hasPrefix($0) } }.map { .string($0) })
      return .object(entry)
    }.sorted { $0.description < $1.description }
  }

  @Test("It equals that of a fresh host told the same story under the new mapping")
  func equality() async throws {
    let changed = try CommandLineHouse()
    try changed.map(old)
    try await changed.withHost { _ in
      try await tell(changed)
      try changed.map(new)
      let outcome = await changed.run("apply")
      #expect(outcome.code == 0, "\(outcome.text)")
    }
    let fresh = try CommandLineHouse()
    try fresh.map(new)
    try await fresh.withHost { _ in try await tell(fresh) }
    let (a, b) = (try await picture(changed), try await picture(fresh))
    #expect(a.count == b.count)
    for (a, b) in zip(a, b) where a != b { #expect(a == b) }
  }

  @Test("What an administrator decided stays; a missing value holds what was provisioned; names stay fixed")
  func directoryRules() async throws {
    let house = try CommandLineHouse()
    try await house.withHost { _ in
      let acme = try await ScimClient(house, "acme")
      let globex = try await ScimClient(house, "globex")
      try await acme.create("ada", ["title": "Countess", "nickName": "countess"])
      try await acme.create("bob", ["title": "Lord"])
      #expect(try await globex.send("POST", "/Users", TestBodies.okta("ada")).status == 201)
      let held = try #require(try await house.run("holds", "list", "--json").json.first?["entry"]?.string)
      #expect(await house.run("holds", "reject", held).code == 0)
      try house.map(["userName": "nickName", "title": "{ from: upper(title), onEmpty: keep }"])
      #expect(await house.run("apply").code == 0)
      let users = try await house.directory()
      // bob's name can't be made any more, and ada's would be another: both stay what they were.
      #expect(Set(users.keys).isSuperset(of: ["ada", "bob"]) && users["ada"]?["title"] == "COUNTESS")
      #expect(await house.run("attention").text.contains("countess"))
      #expect(try await house.run("holds", "list", "--json").json.map { $0["reason"] } == ["rejected"])
      try house.map(["nickName": "{ from: nickName, onEmpty: fail }"])
      #expect(await house.run("apply").code == 0)
      let holds = try await house.run("holds", "list", "--json").json
      #expect(holds.compactMap { $0["reason"]?.string }.sorted() == ["incomplete", "rejected"])
      #expect(holds.contains { $0["detail"]?.string?.contains("onEmpty: fail") == true })
      #expect(try await house.directory()["bob"]?["title"] == "LORD", "the hold leaves it as it was")
      try house.map()
      #expect(await house.run("apply").code == 0)
      #expect(try await house.directory()["bob"]?["title"] == "Lord")
      #expect(try await house.run("holds", "list", "--json").json.map { $0["reason"] } == ["rejected"])
    }
  }
}

enum TestBodies {
  static func okta(_ userName: String) -> JSON {
    [
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": .string(userName),
      "name": ["givenName": "G", "familyName": "F"], "active": true,
      "emails": [["value": "g@globex.example", "primary": true, "type": "work"]],
    ]
  }
}

extension Sequence<JSONObject.Member> {
  fileprivate var object: JSONObject { JSONObject(map { ($0.key, $0.value) }) }
}
