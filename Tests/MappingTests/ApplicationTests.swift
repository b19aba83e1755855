import SCIM
import Directory
import JSON
import Testing
import Text

@testable import Mapping

@Suite struct ApplicationTests {
  let noon = Timestamp(milliseconds: 1_767_268_800_000)

  func user(_ attributes: JSONObject, custom: JSONObject = [:]) -> DirectoryUser {
    DirectoryUser(id: "u1", state: .active, attributes: attributes, custom: custom, created: noon, updated: noon)
  }

  /// One line of the table: how the rule is told, whether the entry is there and the source empty, and the outcome.
  struct Outcome: Sendable, CustomTestStringConvertible {
    let apply: String
    let onEmpty: String
    let before: JSON
    let source: JSON
    let after: JSON
    var testDescription: String { "\(apply), \(onEmpty), had \(before), reads \(source)" }
  }

  static let table: [Outcome] = ["always", "on create"].flatMap { apply in
    ["keep", "clear", "skip", "fail"].flatMap { onEmpty in
      [JSON.null, "new"].flatMap { source in
        ["none", JSON.null, "old"].map { before in
          Outcome(
            apply: apply, onEmpty: onEmpty, before: before, source: source,
            after: expected(apply, onEmpty, before, source))
        }
      }
    }
  }

  /// `"none"` stands for an entry that isn't there yet; `failed` for a refusal.
  static func expected(_ apply: String, _ onEmpty: String, _ before: JSON, _ source: JSON) -> JSON {
    let old: JSON = before == "none" ? nil : before
    if apply == "on create", before != "none" { return old }
    guard source.isNull else { return source }
    return onEmpty == "keep" ? old : onEmpty == "fail" ? "failed" : nil
  }

  @Test(arguments: table)
  func applyAndOnEmpty(_ line: Outcome) throws {
    let mapping = try mapping(
      attributes: "title: { from: title, apply: \(line.apply), onEmpty: \(line.onEmpty) }")
    let before = line.before == "none" ? nil : user(line.before.isNull ? [:] : ["title": line.before])
    let mapped = mapping.user(from: ["userName": "ada", "title": line.source], previous: before, at: noon)
    if line.after == "failed" {
      #expect(mapped.failure?.attribute == "title")
      #expect(mapped.failure?.rule == "title")
    } else {
      #expect(mapped.failure == nil)
      #expect(mapped.attributes["title"] ?? .null == line.after)
      #expect((mapped.provenance["title"] == "title") == (line.after == "new"))
    }
  }

  @Test func theTableHasEveryCombination() { #expect(Self.table.count == 2 * 4 * 2 * 3) }

  @Test func theDefaultIsToFollowTheSource() throws {
    let mapping = try mapping(attributes: "title: title\ndepartment: { value: Sales }")
    let mapped = mapping.user(from: ["userName": "ada"], previous: user(["title": "old"]), at: noon)
    #expect(mapped.attributes == ["userName": "ada", "department": "Sales", "active": true])
    #expect(
      mapped.provenance == ["userName": "userName", "department": "\"Sales\"", "active": "coalesce(active, true)"])
    #expect(mapped.missing == [])
  }

  @Test(
    arguments: [
      (JSON.null, "fallback"), ("", "fallback"), ("given", "given"),
    ] as [(JSON, JSON)])
  func defaultStandsInBeforeOnEmpty(_ title: JSON, _ expected: JSON) throws {
    let mapping = try mapping(attributes: "title: { from: title, default: fallback, onEmpty: fail }")
    let mapped = mapping.user(from: ["userName": "ada", "title": title], previous: nil, at: noon)
    #expect(mapped.attributes["title"] == expected)
    #expect(mapped.failure == nil)
  }

  @Test func numbersAsTextsStayAsWritten() throws {
    let mapping = try mapping(attributes: "employeeNumber: { value: 007 }\ncostCenter: { from: title, default: 1.50 }")
    let mapped = mapping.user(from: ["userName": "ada"], previous: nil, at: noon)
    #expect(mapped.attributes["employeeNumber"] == "007")
    #expect(mapped.attributes["costCenter"] == "1.50")
  }

  @Test(arguments: [("Employee", "Boss"), ("employee", "Boss"), ("Guest", nil)] as [(JSON, JSON)])
  func whenIsAFilter(_ userType: JSON, _ expected: JSON) throws {
    let mapping = try mapping(
      attributes: #"title: { from: title, when: 'userType eq "Employee" and emails[type eq "work"]' }"#)
    let source: JSONObject = [
      "userName": "ada", "title": "Boss", "userType": userType, "emails": [["type": "work", "value": "a"]],
    ]
    let mapped = mapping.user(from: source, previous: nil, at: noon)
    #expect(mapped.attributes["title"] ?? .null == expected)
  }

  @Test func requiredIsMissing() throws {
    let mapping = try mapping(attributes: "")
    #expect(mapping.user(from: [:], previous: nil, at: noon).missing == ["userName"])
    #expect(mapping.user(from: ["userName": "a\tb"], previous: nil, at: noon).missing == ["userName"])
    #expect(mapping.user(from: ["userName": "a\tb"], previous: nil, at: noon).notes.count == 1)
    #expect(mapping.group(from: ["displayName": ""], previous: nil, at: noon).missing == ["displayName"])
    #expect(
      mapping.group(from: ["displayName": "Staff"], previous: nil, at: noon).attributes == ["displayName": "Staff"])
  }

  @Test(
    arguments: [
      ("", nil, nil, true), ("", nil, false, false), ("", false, true, true), ("active: active", false, nil, false),
      ("active: active", true, nil, true), ("active: toBool(userType)", true, nil, true),
      ("active: false", true, true, false),
    ] as [(String, Bool?, Bool?, Bool)])
  func activeIsAlwaysThere(_ rule: String, _ previous: Bool?, _ source: Bool?, _ expected: Bool) throws {
    let mapping = try mapping(attributes: rule)
    var record: JSONObject = ["userName": "ada"]
    record["active"] = source.map(JSON.bool)
    let before = previous.map { user(["active": .bool($0)]) }
    #expect(mapping.user(from: record, previous: before, at: noon).attributes["active"] == .bool(expected))
  }

  @Test func managerIsTheReferenceAsWritten() throws {
    let urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    for path in ["\(urn):manager", "\(urn):manager.value"] {
      let mapping = try mapping(attributes: "manager: \(path)")
      let source: JSONObject = ["userName": "ada", urn: ["manager": ["value": "m-7", "displayName": "Grace"]]]
      #expect(mapping.user(from: source, previous: nil, at: noon).attributes["manager"] == "m-7")
      #expect(mapping.managerReference == .id)
    }
    let byName = try mapping(attributes: "manager: { from: title, reference: userName }")
    #expect(byName.managerReference == .userName)
  }

  @Test func groupsHaveRulesOfTheirOwn() throws {
    let mapping = try mapping(
      """
      users: { attributes: { userName: userName } }
      groups:
        matching: [externalId]
        attributes:
          displayName: upper(displayName)
        custom:
          origin: urn:acme:2.0:Group:origin
      """)
    let mapped = mapping.group(
      from: ["displayName": "Staff", "urn:acme:2.0:Group": ["origin": "HR"]], previous: nil, at: noon)
    #expect(mapped.attributes == ["displayName": "STAFF"])
    #expect(mapped.custom == ["origin": "HR"])
    #expect(mapping.groupMatching.map(\.description) == ["externalId"])
    #expect(mapping.userMatching.map(\.description) == ["userName"])
  }
}
