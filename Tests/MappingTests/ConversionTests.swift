import Directory
import JSON
import Testing
import Text

@testable import Mapping

@Suite struct ConversionTests {
  struct Lists: Sendable, CustomTestStringConvertible {
    let rule: String
    let source: JSONObject
    let gives: JSON
    var testDescription: String { "\(rule) of \(JSON.object(source))" }
  }

  @Test(arguments: [
    Lists(
      rule: "emails: emails",
      source: ["emails": [["Type": "work", "Value": "a", "primary": "True", "display": "x"], ["type": "home"]]],
      gives: [["value": "a", "type": "work", "primary": true]]),
    Lists(
      rule: #"emails: emails[type eq "work"]"#,
      source: ["emails": [["type": "work", "value": "a"], ["type": "home", "value": "b"]]],
      gives: [["value": "a", "type": "work"]]),
    Lists(rule: "emails: emails.value", source: ["emails": [["value": "a"], ["value": ""]]], gives: [["value": "a"]]),
    Lists(rule: "emails: lower(userName)", source: [:], gives: [["value": "ada"]]),
    Lists(
      rule: "emails: emails",
      source: ["emails": [["value": "a", "primary": true], ["value": "b", "primary": true]]],
      gives: [["value": "a", "primary": true], ["value": "b"]]),
    Lists(
      rule: "phoneNumbers: phoneNumbers", source: ["phoneNumbers": [["value": 44, "type": "work"]]],
      gives: [["value": "44", "type": "work"]]),
    Lists(
      rule: "addresses: addresses",
      source: [
        "addresses": [
          ["streetAddress": "1 Square", "locality": "London", "country": "GB", "type": "work"], ["type": "home"],
        ]
      ],
      gives: [["street": "1 Square", "locality": "London", "country": "GB", "type": "work"]]),
    Lists(
      rule: "photos: photos", source: ["photos": [["value": "https://a.example/p", "type": "photo"]]],
      gives: [["value": "https://a.example/p", "type": "photo"]]),
    Lists(
      rule: "roles: roles", source: ["roles": [["value": "r", "display": "Role", "primary": false], "s"]],
      gives: [["value": "r", "display": "Role"], ["value": "s"]]),
    Lists(
      rule: #"entitlements: switch(userType, "none", "Employee", "all")"#, source: ["userType": "employee"],
      gives: [["value": "all"]]),
    Lists(rule: "emails: emails", source: ["emails": []], gives: nil),
    Lists(
      rule: "roles: { value: [a, { value: b, primary: true }] }", source: [:],
      gives: [["value": "a"], ["value": "b", "primary": true]]),
  ])
  func listsWithTheirSubAttributes(_ line: Lists) throws {
    let mapping = try mapping(attributes: line.rule)
    var source = line.source
    source["userName"] = "ada"
    let name = try #require(line.rule.split(separator: ":").first.map(String.init))
    let mapped = mapping.user(from: source, previous: nil, at: .now())
    #expect(mapped.attributes[name] ?? .null == line.gives)
  }

  @Test func emailIsThePrimaryOneOfEmails() throws {
    let source: JSONObject = [
      "userName": "ada", "emails": [["value": "a"], ["value": "b", "primary": true]], "nickName": "n",
    ]
    let derived = try mapping(attributes: "emails: emails").user(from: source, previous: nil, at: .now())
    #expect(derived.attributes["email"] == "b")
    #expect(derived.provenance["email"] == "primary(${emails})")
    let ruled = try mapping(attributes: "emails: emails\nemail: nickName").user(from: source, previous: nil, at: .now())
    #expect(ruled.attributes["email"] == "n")
    let neither = try mapping(attributes: "").user(from: source, previous: nil, at: .now())
    #expect(neither.attributes["email"] == nil)
  }

  @Test(
    arguments: [
      (7, 7), (true, true), (["a", 1, nil, ["value": "v"]], ["a", 1, "v"]), (["value": "v"], "v"), ([["b"]], nil),
      ("a\u{1}", nil), ([], nil), (["x": 1], nil),
    ] as [(JSON, JSON)])
  func customTakesScalarsAndListsOfThem(_ value: JSON, _ expected: JSON) throws {
    let mapping = try mapping(
      "users:\n  attributes:\n    userName: userName\n  custom:\n    c: urn:acme:2.0:User:c\n")
    let source: JSONObject = ["userName": "ada", "urn:acme:2.0:User": ["c": value]]
    #expect(mapping.user(from: source, previous: nil, at: .now()).custom["c"] ?? .null == expected)
  }

  @Test func severalValuesWhereOneFitsAreNoted() throws {
    let mapping = try mapping(attributes: "title: urn:acme:2.0:User:titles\nactive: urn:acme:2.0:User:on")
    let source: JSONObject = ["userName": "ada", "urn:acme:2.0:User": ["titles": ["a", "b"], "on": "perhaps"]]
    let mapped = mapping.user(from: source, previous: nil, at: .now())
    #expect(mapped.attributes["title"] == "a")
    #expect(mapped.notes.count == 2)
  }
}
