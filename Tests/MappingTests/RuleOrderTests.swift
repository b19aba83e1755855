import Diagnostics
import Directory
import SCIM
import YAML
import JSON
import Testing
import Text

@testable import Mapping

@Suite struct RuleOrderTests {
  @Test func rulesRunAfterThoseTheyRead() throws {
    let mapping = try mapping(
      """
      users:
        attributes:
          title: join("/", ${nickName}, ${badge})
          nickName: upper(${displayName})
          displayName: join(" ", ${givenName}, ${familyName})
          familyName: name.familyName
          givenName: name.givenName
          userName: lower(${DISPLAYNAME})
        custom:
          badge: join("-", ${shoeSize}, "x")
          shoeSize: urn:acme:2.0:User:shoe
      """)
    let source: JSONObject = [
      "name": ["givenName": "Ada", "familyName": "Lovelace"], "urn:acme:2.0:User": ["shoe": 38],
    ]
    let mapped = mapping.user(from: source, previous: nil, at: .now())
    #expect(mapped.attributes["title"] == "ADA LOVELACE/38-x")
    #expect(mapped.attributes["userName"] == "ada lovelace")
    let order = mapping.rules.map(\.attribute)
    for (early, late) in [("givenName", "displayName"), ("displayName", "nickName"), ("badge", "title")] {
      let places = (order.firstIndex(of: early), order.firstIndex(of: late))
      #expect(try #require(places.0) < #require(places.1))
    }
  }

  @Test(arguments: [
    ("title: ${title}", "the rule of title reads title itself"),
    ("title: ${nickName}\nnickName: ${title}", "these rules wait for each other: title → nickName → title"),
    (
      "title: ${nickName}\nnickName: ${locale}\nlocale: trim(${title})",
      "these rules wait for each other: title → nickName → locale → title"
    ),
    ("title: ${nickName}", "no rule makes nickName, so ${nickName} is always empty"),
  ])
  func cyclesAndGaps(_ rules: String, _ message: String) throws {
    let lines = rules.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let (mapping, findings) = try readMapping("users:\n  attributes:\n    userName: userName\n\(lines)\n")
    #expect(mapping == nil)
    #expect(findings.all.map(\.message) == [message])
  }

  @Test func aCycleThroughTheBaseIsFound() throws {
    let (_, findings) = try readMapping(
      "extends: X\nusers:\n  attributes:\n    userName: ${displayName}\n    displayName: ${userName}\n")
    #expect(findings.all.map(\.message) == ["these rules wait for each other: userName → displayName → userName"])
  }

  @Test func aKeptValueIsReadByOthers() throws {
    let mapping = try mapping(attributes: "title: { from: title, onEmpty: keep }\nnickName: ${title}")
    let time = Timestamp(milliseconds: 0)
    let previous = DirectoryUserFixture.user(["title": "old"], at: time)
    let mapped = mapping.user(from: ["userName": "ada"], previous: previous, at: time)
    #expect(mapped.attributes["nickName"] == "old")
  }
}
