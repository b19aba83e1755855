import Directory
import JSON
import Diagnostics
import YAML
import Testing
import Text

@testable import Mapping

@Suite struct ScopeTests {
  private let text = """
    users:
      provision when: userType eq "Employee" and not (title co "Bot")
      attributes:
        userName: userName
        title: { from: title, onEmpty: fail }
    groups:
      provision when: displayName sw "app-"
      attributes:
        displayName: displayName
    """

  @Test func whoIsOutOfScopeHasNoEntry() throws {
    let mapping = try mapping(text)
    let outside = mapping.user(from: ["userName": "bo", "userType": "guest"], previous: nil, at: .now())
    #expect(!outside.isInScope)
    #expect(outside.failure == nil)
    #expect(outside.missing == [])
    #expect(outside.notes == [#"out of scope: provision when userType eq "Employee" and not (title co "Bot")"#])
    let inside = mapping.user(
      from: ["userName": "ada", "userType": "employee", "title": "Countess"], previous: nil, at: .now())
    #expect(inside.isInScope)
    #expect(inside.attributes["title"] == "Countess")
    #expect(!mapping.group(from: ["displayName": "Sales"], previous: nil, at: .now()).isInScope)
    #expect(mapping.group(from: ["displayName": "app-crm"], previous: nil, at: .now()).isInScope)
  }

  @Test func whoLeavesTheScopeKeepsEverythingButIsInactive() throws {
    let previous = DirectoryUserFixture.user(["userName": "ada", "title": "Countess", "active": true], at: .now())
    let left = try mapping(text).user(from: ["userName": "eve", "userType": "guest"], previous: previous, at: .now())
    #expect(left.attributes == ["userName": "ada", "title": "Countess", "active": false])
    #expect(left.provenance.keys.sorted() == ["active"])
  }

  @Test func theScopeIsInheritedReplacedAndTakenAway() throws {
    let base = text
    let guest: JSONObject = ["userName": "bo", "userType": "guest", "title": "x"]
    for (own, isInScope) in [
      ("users: {}", false), ("users: { provision when: ~ }", true),
      ("users: { provision when: userName pr }", true), ("groups: {}", false),
    ] {
      let (mapping, findings) = try readMapping("extends: X\n\(own)\n", base: base)
      #expect(findings.all.map { $0.rendered() } == [])
      #expect(mapping?.user(from: guest, previous: nil, at: .now()).isInScope == isInScope, "\(own)")
    }
  }

  @Test func theVersionOfAMappingFollowsItsScopeAndItsTables() throws {
    let texts = [
      "", "  provision when: userName pr\n", "  provision when: title pr\n",
    ].map { "users:\n\($0)  attributes:\n    userName: userName\n" }
    let tables = ["a: 1", "a: 2", "b: 1"].map { "tables: { t: { \($0) } }\n" + texts[0] }
    let versions = try (texts + tables).map { try mapping($0).canonicalText }
    #expect(Set(versions).count == 6)
  }

  @Test func anExampleCanExpectThatSomebodyIsLeftOut() throws {
    let examples = """

      examples:
        - { name: guest, given: { userName: bo, userType: Guest }, expect: out of scope }
        - { name: staff, given: { userName: ada, userType: employee, title: x }, expect: out of scope }
        - { name: other, given: { userName: eve }, expect: { userName: eve } }
      """
    let (mapping, findings) = try readMapping(text + examples)
    #expect(mapping?.runExamples(findings) == 3)
    #expect(
      findings.all.map(\.message) == [
        "example 'staff': the record has an entry, although none is expected",
        "example 'other': userName isn't what is expected",
      ])
    #expect(findings.all.last?.fix?.hasPrefix("out of scope: provision when ") == true)
  }
}
