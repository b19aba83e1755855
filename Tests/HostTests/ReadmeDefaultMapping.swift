import Directory
import Foundation
import Host
import JSON
import Mapping
import Testing
import Text

/// A manual says of each row of its IdP's default mapping what becomes of it, and that is what the mapping does.
@Suite("The default mapping in the manuals")
struct ReadmeDefaultMapping {
  /// What each IdP maps to users when nobody changed anything: the SCIM attributes, sorted by nothing.
  static let targets: [String: [String]] = [
    "EntraID": core + ["externalId"] + name(["formatted"])
      + enterprise(["employeeNumber", "department", "manager.value"])
      + list("emails", ["type eq \"work\"", "type eq \"other\""], ["value"])
      + list("phoneNumbers", ["type eq \"work\"", "type eq \"mobile\"", "type eq \"fax\""], ["value"])
      + list("addresses", ["type eq \"other\""], ["formatted"]) + list("addresses", ["type eq \"work\""], address),
    "Okta": core + ["externalId", "nickName", "profileUrl", "locale", "timezone", "userType", "password"]
      + name(["middleName", "honorificPrefix", "honorificSuffix"])
      + enterprise(["employeeNumber", "costCenter", "organization", "division", "department"])
      + enterprise(["manager.value", "manager.displayName"])
      + list("emails", ["primary eq true", "primary eq false"], ["value", "type"])
      + list("phoneNumbers", ["primary eq true", "primary eq false"], ["value", "type"])
      + list("addresses", ["primary eq true"], address + ["type", "formatted"]),
  ]

  @Test("Every row is there, and says what the mapping makes of it", arguments: ["EntraID", "Okta"])
  func rows(_ adapter: String) throws {
    let mapping = try Self.mapping(adapter)
    let all = try Markdown.rows("Plugins/\(adapter)/README.md", under: "Default mapping")
    let rows = all.filter { $0.count == 3 && $0[2].contains(/^(used for|stored only|delete it)/) }
    let groups = rows.suffix(while: {
      ["displayName", "members", "externalId"].contains(Self.quoted($0[1]).first ?? "")
    })
    let users = rows.prefix(rows.count - groups.count)
    #expect(users.map { Self.quoted($0[1]).first ?? "" }.sorted() == Self.targets[adapter]?.sorted())
    for row in users {
      let target = SCIMTarget(try #require(Self.quoted(row[1]).first))
      let (before, after) = (Self.user(mapping, target.without), Self.user(mapping, target.with))
      try Self.check(row, changed: Self.changed(before, after), finds: target.name == "externalId")
    }
    #expect(groups.count >= 2)
    for row in groups {
      let name = Self.quoted(row[1])[0]
      let changed = name == "displayName" ? ["displayName"] : Set<String>()
      try Self.check(row, changed: changed, finds: ["members", "externalId"].contains(name))
    }
  }

  private static func check(_ row: [String], changed: Set<String>, finds: Bool) throws {
    if row[2].hasPrefix("used for finding ") {
      #expect(finds && changed == [], "\(row[1])")
    } else if row[2].hasPrefix("used for ") {
      #expect(Set(quoted(row[2])) == changed, "\(row[1])")
    } else {
      #expect(!finds && changed == [], "\(row[1])")
    }
  }

  private static func changed(_ before: JSONObject, _ after: JSONObject) -> Set<String> {
    let names = Set(before.map(\.key)).union(after.map(\.key))
    return names.filter { before[$0] != after[$0] }
  }

  private static func user(_ mapping: AttributeMapping, _ source: JSONObject) -> JSONObject {
    mapping.user(from: source, previous: nil, at: Timestamp(milliseconds: 1_767_268_800_000)).attributes
  }

  private static func mapping(_ adapter: String) throws -> AttributeMapping {
    let tree = try ConfigurationTree([
      SampleFile(
        name: "config/dragoman.yaml", text: "adapters: [\"\(Markdown.root)/Plugins\"]\nproviders: [providers/p.yaml]\n"),
      SampleFile(name: "config/providers/p.yaml", text: "provider: p\nadapter: \(adapter)\n"),
    ])
    return try #require(tree.load().configuration?.providers.first).mapping
  }

  private static func quoted(_ cell: String) -> [String] {
    cell.matches(of: /`([^`]+)`/).map { String($0.1) }
  }

  private static let address = ["streetAddress", "locality", "region", "postalCode", "country"]
  private static let core =
    ["userName", "active", "displayName", "title", "preferredLanguage"] + name(["givenName", "familyName"])

  private static func name(_ parts: [String]) -> [String] { parts.map { "name.\($0)" } }

  private static func enterprise(_ names: [String]) -> [String] { names.map { "\(User.enterprise):\($0)" } }

  private static func list(_ name: String, _ filters: [String], _ parts: [String]) -> [String] {
    filters.flatMap { filter in parts.map { "\(name)[\(filter)].\($0)" } }
  }
}

/// A SCIM attribute as a manual writes it, and a user with and without a value there.
private struct SCIMTarget {
  let name: String
  var without: JSONObject = ["userName": "ada@example.org"]
  var with: JSONObject = ["userName": "ada@example.org"]

  init(_ text: String) {
    let schema = text.hasPrefix("urn:") ? String(text[..<(text.lastIndex(of: ":") ?? text.endIndex)]) : nil
    let path = schema.map { String(text.dropFirst($0.count + 1)) } ?? text
    name = path
    let part = path.split(separator: ".").last.map(String.init)
    let attribute = String(path.prefix { $0 != "[" && $0 != "." })
    var (before, after): (JSON?, JSON) = (nil, attribute == "active" ? false : "eve@example.org")
    if let filter = path.firstMatch(of: /\[(\w+) eq "?(\w+)"?\]/), let part {
      let chosen: JSON = Bool(String(filter.2)).map(JSON.bool) ?? .string(String(filter.2))
      let element: JSONObject = [String(filter.1): chosen, "value": "ada@example.org", "country": "FR"]
      var changed = element
      changed[part] = part == "type" ? "work" : after
      (before, after) = (.array([.object(element)]), .array([.object(changed)]))
    } else if let part = path.split(separator: ".").dropFirst().first {
      after = .object([String(part): after])
    }
    if let schema {
      with[schema] = .object([attribute: after])
    } else {
      with[attribute] = after
      if let before { without[attribute] = before }
    }
  }
}

extension Array {
  /// The longest end of the list whose elements all satisfy `isWanted`.
  fileprivate func suffix(while isWanted: (Element) -> Bool) -> ArraySlice<Element> {
    let start = lastIndex { !isWanted($0) }.map { $0 + 1 } ?? startIndex
    return self[start...]
  }
}
