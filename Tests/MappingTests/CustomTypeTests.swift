import Diagnostics
import Directory
import JSON
import Testing
import Text
import YAML

@testable import Mapping

@Suite("Attributes of type IDP: what they hold")
struct CustomTypeTests {
  private static func text(_ custom: String) -> String {
    "users:\n  attributes:\n    userName: userName\n  custom:\n    badge: \(custom)\n"
  }

  private static func made(_ custom: String, _ title: JSON) throws -> (JSON?, [String]) {
    let mapped = try mapping(text(custom)).user(
      from: ["userName": "ada", "title": title, "emails": [["value": "7"], ["value": "x"]]], previous: nil,
      at: Timestamp(milliseconds: 0))
    return (mapped.custom["badge"], mapped.notes)
  }

  @Test(
    "A declared type makes the value fit",
    arguments: [
      ("text", "42", "42"), ("number", "42", 42), ("number", "x", nil), ("bool", "True", true),
      ("bool", "1", nil), ("date", "2027-01-31", "2027-01-31"), ("date", "2027-02-31", nil),
      ("date", "2027-01-31T12:00:00Z", "2027-01-31T12:00:00Z"), ("list of text", "a", ["a"]),
      ("list of number", "4", [4]),
    ] as [(String, JSON, JSON?)])
  func fits(_ type: String, _ given: JSON, _ expected: JSON?) throws {
    let (value, notes) = try Self.made("{ from: title, type: \(type) }", given)
    #expect(value == expected)
    #expect(notes.isEmpty == (expected != nil))
  }

  @Test("Of a list only what fits is kept")
  func lists() throws {
    let (value, _) = try Self.made("{ from: emails.value, type: list of number }", "x")
    #expect(value == [7])
  }

  @Test(
    "Without a type it is what the expression gives, as far as that is known",
    arguments: [
      ("title", CustomType.text), ("active", .bool), ("emails.value", .texts), ("lower(title)", .text),
      ("urn:acme:2.0:User:badge", nil), ("{ value: 12 }", .number), ("{ from: title, type: date }", .date),
    ])
  func inferred(_ rule: String, _ type: CustomType?) throws {
    #expect(try mapping(Self.text(rule)).rules.first { $0.isCustom }?.customType == type)
  }

  @Test(
    "A type that can't be is told",
    arguments: [
      ("{ from: title, type: numbr }", "did you mean 'number'?"),
      ("{ value: Sales, type: number }", "badge is a number, and this is none"),
      ("{ from: title, default: soon, type: date }", "badge is a date, and this is none"),
    ])
  func wrong(_ rule: String, _ said: String) throws {
    let (mapping, findings) = try readMapping(Self.text(rule))
    #expect(mapping == nil && findings.all.map { $0.rendered() }.joined().contains(said))
  }

  @Test("The directory's own attributes have their types")
  func notForOthers() throws {
    let (_, findings) = try readMapping("users:\n  attributes:\n    userName: { from: userName, type: text }\n")
    #expect(findings.all.first?.message.hasPrefix("'type' is for custom attributes only") == true)
  }

  @Test("A declared type is part of what the mapping does, so of its version")
  func canonical() throws {
    let (plain, typed) = (try mapping(Self.text("title")), try mapping(Self.text("{ from: title, type: number }")))
    #expect(plain.canonicalText != typed.canonicalText && typed.canonicalText.contains("type number"))
  }
}

@Suite("What no rule reads")
struct UnreadAttributesTests {
  private static let source: JSONObject = [
    "schemas": [], "id": "1", "externalId": "x", "meta": ["version": "1"], "userName": "ada", "active": true,
    "title": "Countess", "nickName": "", "locale": "en",
    "name": ["givenName": "Ada", "honorificPrefix": "Lady"],
    "emails": [
      ["value": "a@example.org", "type": "work", "primary": true], ["value": "b@example.org", "type": "home"],
    ],
    "phoneNumbers": [["value": "1", "type": "mobile"], ["value": "2"]],
    "urn:acme:2.0:User": ["badge": "7", "desk": 4],
  ]

  @Test("Paths that no rule, condition and matching names, each by value")
  func users() throws {
    let mapping = try mapping(
      """
      users:
        matching: [userName]
        attributes:
          userName: userName
          givenName: { from: name.givenName, when: locale eq "en" }
          email: lower(emails[type eq "work"].value)
        custom:
          badge: urn:acme:2.0:User:badge
      """)
    #expect(
      mapping.unreadAttributes(of: Self.source, .user).sorted() == [
        "emails[type eq \"home\"].value", "name.honorificPrefix", "phoneNumbers.value",
        "phoneNumbers[type eq \"mobile\"].value", "title", "urn:acme:2.0:User:desk",
      ])
  }

  @Test("A list that a rule takes whole is read; a group's members are the host's")
  func whole() throws {
    let mapping = try mapping("users:\n  attributes:\n    userName: userName\n    emails: emails\n")
    #expect(!mapping.unreadAttributes(of: Self.source, .user).contains { $0.hasPrefix("emails") })
    let group: JSONObject = ["displayName": "Poets", "members": [["value": "1"]], "urn:acme:2.0:Group": ["x": 1]]
    #expect(mapping.unreadAttributes(of: group, .group) == ["urn:acme:2.0:Group:x"])
  }
}
