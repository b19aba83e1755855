import JSON
import Testing
import Text

@testable import Mapping

@Suite struct LimitTests {
  @Test func aTextOverItsLimitIsMissing() throws {
    let mapping = try mapping(
      attributes: #"title: replace(nickName, "a", "bbbbbbbb")"# + "\ndisplayName: displayName\nlocale: locale")
    let source: JSONObject = [
      "userName": "ada", "nickName": .string(String(repeating: "a", count: 10_000)), "displayName": "Ada",
      "locale": .string(String(repeating: "x", count: 65_537)),
    ]
    let mapped = mapping.user(from: source, previous: nil, at: .now())
    #expect(mapped.missing == ["title", "locale"])
    #expect(mapped.notes == ["title: the result has more than 64 KiB", "locale: the result has more than 64 KiB"])
    #expect(mapped.attributes["title"] == nil)
    #expect(mapped.attributes["displayName"] == "Ada")
  }

  @Test func exactlyTheLimitPasses() throws {
    let text = String(repeating: "a", count: 65_536)
    let mapped = try mapping(attributes: "title: lower(title)")
      .user(from: ["userName": "ada", "title": .string(text)], previous: nil, at: .now())
    #expect(mapped.attributes["title"] == .string(text))
    #expect(mapped.missing == [])
  }

  @Test(arguments: [
    #"join("", title, title, title, title, title, title, title, title, title, title, title, title)"#,
    "lower(upper(lower(upper(lower(upper(lower(upper(lower(upper(lower(upper(title))))))))))))",
    #"replace(replace(replace(title, "é", "éé"), "é", "éé"), "é", "éé")"#,
  ])
  func workIsBounded(_ expression: String) throws {
    let mapping = try mapping(attributes: "nickName: \(expression)\nlocale: \(expression)\ndivision: \(expression)")
    let title = String(repeating: "é", count: 30_000)
    let clock = ContinuousClock()
    var mapped = Mapped()
    let time = clock.measure {
      mapped = mapping.user(from: ["userName": "ada", "title": .string(title)], previous: nil, at: .now())
    }
    #expect(mapped.missing.contains("nickName") || mapped.missing.contains("division"))
    #expect(!mapped.notes.isEmpty)
    // A debug build on a busy machine; a release build takes less than 10 ms.
    #expect(time < .seconds(2))
  }

  @Test func searchIsLinear() throws {
    let mapping = try mapping(attributes: #"title: replace(nickName, displayName, "x")"#)
    let source: JSONObject = [
      "userName": "ada", "nickName": .string(String(repeating: "a", count: 60_000)),
      "displayName": .string(String(repeating: "a", count: 30_000) + "b"),
    ]
    var mapped = Mapped()
    // Comparing at every place would be 1,800,000,000 steps.
    let time = ContinuousClock().measure { mapped = mapping.user(from: source, previous: nil, at: .now()) }
    #expect(mapped.attributes["title"] == source["nickName"])
    #expect(time < .seconds(2))
  }

  @Test func longListsAreBounded() throws {
    let values = (0..<50_000).map { JSON.object(["type": "work", "value": .string("a\($0)")]) }
    let mapping = try mapping(attributes: #"email: emails[type eq "fax"].value"# + "\nemails: emails")
    let mapped = mapping.user(from: ["userName": "ada", "emails": .array(values)], previous: nil, at: .now())
    #expect(mapped.missing.contains("email"))
    #expect(mapped.notes.first == "email: the mapping takes too long")
  }

  @Test func whatExceedsKeepsWhatItHad() throws {
    let previous = DirectoryUserFixture.user(["title": "old"], at: .now())
    let source: JSONObject = ["userName": "ada", "title": .string(String(repeating: "x", count: 70_000))]
    let mapped = try mapping(attributes: "title: title").user(from: source, previous: previous, at: .now())
    #expect(mapped.attributes["title"] == "old")
    #expect(mapped.missing == ["title"])
  }
}
