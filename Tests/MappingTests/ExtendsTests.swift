import Diagnostics
import Directory
import SCIM
import JSON
import Testing
import Text
import YAML

@testable import Mapping

@Suite struct ExtendsTests {
  let source: JSONObject = [
    "userName": "Ada", "displayName": "Ada L.", "title": "", "name": ["givenName": "Ada"],
    "urn:acme:2.0:User": ["shoe": 38],
  ]

  func map(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Mapped {
    try mapping(text, sourceLocation: sourceLocation).user(from: source, previous: nil, at: .now())
  }

  @Test func theNameIsRead() throws {
    let yaml = try YAMLSource(file: "a.yaml", text: "extends: EntraID\nusers: {}\n")
    #expect(AttributeMapping.extends(yaml.root)?.value == "EntraID")
    #expect(AttributeMapping.extends(yaml.root)?.range.start.column == 10)
    let without = try YAMLSource(file: "a.yaml", text: "users: {}\n")
    #expect(AttributeMapping.extends(without.root) == nil)
    #expect(AttributeMapping.extends(nil) == nil)
  }

  @Test func anEmptyFileIsItsBase() throws {
    let base = try mapping(baseText)
    let findings = Findings()
    let empty = try YAMLSource(file: "a.yaml", text: "")
    let read = try #require(AttributeMapping.read(empty.root, of: empty, base: base, findings: findings))
    #expect(read.canonicalText == base.canonicalText)
    #expect(AttributeMapping.read(nil, of: empty, base: nil, findings: findings) == nil)
    #expect(findings.all.isEmpty)
  }

  @Test func rulesOfTheFileWin() throws {
    let mapped = try map("extends: X\nusers:\n  attributes:\n    userName: lower(userName)\n")
    #expect(mapped.attributes["userName"] == "ada")
    #expect(mapped.attributes["displayName"] == "Ada L.")
    #expect(mapped.custom == ["shoeSize": 38])
    #expect(try mapping("extends: X\n").userMatching.map(\.description) == ["externalId", "userName"])
    #expect(
      try mapping("extends: X\nusers: { matching: [userName] }\n").userMatching.map(\.description) == ["userName"])
  }

  @Test(arguments: ["~", "null"])
  func nothingRemovesARule(_ nothing: String) throws {
    let mapped = try map(
      "extends: X\nusers:\n  attributes:\n    displayName: \(nothing)\n  custom:\n    shoeSize: \(nothing)\n")
    #expect(mapped.attributes["displayName"] == nil)
    #expect(mapped.custom == [:])
  }

  @Test func aRequiredRuleCantBeRemoved() throws {
    let (mapping, findings) = try readMapping("extends: X\nusers:\n  attributes:\n    userName: ~\n")
    #expect(mapping == nil)
    #expect(findings.all.map(\.message) == ["no rule makes userName, and a user can't be provisioned without it"])
  }

  @Test func skipGoesOnWithTheBasesRule() throws {
    let skipped = try map("extends: X\nusers:\n  attributes:\n    displayName: { from: title, onEmpty: skip }\n")
    #expect(skipped.attributes["displayName"] == "Ada L.")
    #expect(skipped.provenance["displayName"] == "displayName")
    let cleared = try map("extends: X\nusers:\n  attributes:\n    displayName: title\n")
    #expect(cleared.attributes["displayName"] == nil)
    let builtIn = try map("extends: X\nusers:\n  attributes:\n    active: { from: toBool(title), onEmpty: skip }\n")
    #expect(builtIn.attributes["active"] == true)
  }

  @Test func aReferenceOfTheBaseThatNobodyMakesAnyMore() throws {
    let base = "users:\n  attributes:\n    userName: userName\n    nickName: title\n    displayName: ${nickName}\n"
    let (_, findings) = try readMapping("extends: X\nusers:\n  attributes:\n    nickName: ~\n", base: base)
    #expect(findings.all.map { $0.range?.file } == ["base.yaml"])
    #expect(findings.all.map(\.message) == ["no rule makes nickName, so ${nickName} is always empty"])
  }

  @Test func examplesOfTheBaseAreNotRunAgain() throws {
    let base = baseText + "\nexamples:\n  - { name: a, given: { userName: A }, expect: { userName: A } }\n"
    let (mapping, findings) = try readMapping(
      "extends: X\nusers:\n  attributes:\n    userName: lower(userName)\n", base: base)
    #expect(try #require(mapping).runExamples(findings) == 0)
    #expect(findings.all.isEmpty)
  }
}
