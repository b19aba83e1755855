import Diagnostics
import Directory
import Foundation
import JSON
import Testing
import Text
import YAML

@testable import Mapping

/// Mappings and source records as nobody should write them: each ends in a diagnostic, or in a bounded result.
@Suite struct HostileMappingTests {
  private func messages(_ attributes: String, tables: String = "") throws -> [String] {
    let lines = attributes.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let (_, findings) = try readMapping("\(tables)users:\n  attributes:\n    userName: userName\n\(lines)\n")
    return findings.all.map(\.message)
  }

  @Test func longExpressions() throws {
    let long = "title: join(\" \"" + String(repeating: ", title", count: 1500) + ")"
    #expect(try messages(long) == ["the expression has more than 8 KiB"])
    let parts = "title: join(\" \"" + String(repeating: ", title", count: 600) + ")"
    #expect(try messages(parts) == ["the expression has more than 512 parts"])
    let deep = "title: " + String(repeating: "lower(", count: 500) + "title" + String(repeating: ")", count: 500)
    #expect(try messages(deep) == ["more than 16 calls stand within each other"])
    let word = "title: " + String(repeating: "a", count: 8000)
    #expect(try messages(word).count == 1)
    let filter = "title: emails[" + String(repeating: "(", count: 4000) + "].value"
    #expect(try messages(filter).count == 1)
  }

  @Test func evilPatternsAreBoundedAndNamed() throws {
    let mapping = try mapping(attributes: "nickName: nickName\ntitle: regexReplace(title, \"^(a+)+$\", \"x\")")
    for count in [20, 60_000, 1_000_000] {
      let source: JSONObject = [
        "userName": "ada", "title": .string(String(repeating: "a", count: count) + "!"), "nickName": "Ada",
      ]
      var mapped = Mapped()
      let time = ContinuousClock().measure { mapped = mapping.user(from: source, previous: nil, at: .now()) }
      #expect(mapped.missing.first == (count == 20 ? nil : "title"))
      #expect(count == 20 || mapped.notes.first == "title: the mapping takes too long")
      #expect(mapped.attributes["nickName"] == "Ada", "what was made before isn't lost")
      #expect(time < .seconds(5))
    }
  }

  @Test(arguments: FunctionTable.all.map(\.name))
  func aMegabyteEndsInEveryFunction(_ name: String) throws {
    let function = try #require(FunctionTable.function(named: name))
    let arguments = (function.parameters + function.optional + function.repeated).map(Self.argument)
    let expression = "\(name)(\(arguments.joined(separator: ", ")))"
    let mapping = try mapping(
      "tables: { t: { a: b } }\nusers:\n  attributes:\n    userName: userName\n  custom:\n    x: '\(expression)'\n")
    let text = String(repeating: "é ", count: 350_000)
    let values = (0..<20_000).map { JSON.object(["type": "work", "value": .string("a\($0)")]) }
    let time = ContinuousClock().measure {
      for title in [text, String(text.prefix(20_000))] {
        let source: JSONObject = [
          "userName": "ada", "title": .string(title), "emails": .array(values), "active": .string(title),
        ]
        let mapped = mapping.user(from: source, previous: nil, at: .now())
        #expect(mapped.attributes["userName"] == "ada")
      }
    }
    #expect(time < .seconds(5))
  }

  private static func argument(_ parameter: Parameter) -> String {
    switch (parameter.role, parameter.type) {
    case (.pattern, _): #""(. ?)+""#
    case (.replacement, _): #""$1$1""#
    case (.datePattern, _): #""yyyy""#
    case (.dateUnit, _): #""days""#
    case (.table, _): #""t""#
    case (.value, .number): "5"
    case (.value, .bool): "active"
    case (.value, .list): "emails"
    default: "title"
    }
  }

  @Test func aTableOfAHundredThousandRows() throws {
    let rows = (0..<100_000).map { "\(String($0, radix: 36)): 1" }.joined(separator: ",")
    let text =
      "tables: { t: {\(rows)} }\nusers:\n  attributes:\n    userName: userName\n  custom:\n    x: lookup(\"t\", title)\n"
    #expect(text.utf8.count < 1 << 20)
    var result: AttributeMapping?
    let time = ContinuousClock().measure { result = try? readMapping(text).mapping }
    #expect(result?.user(from: ["userName": "a", "title": "ZZZ"], previous: nil, at: .now()).custom["x"] == 1)
    #expect(time < .seconds(30))
    let more = rows + "," + (100_000...100_010).map { "\(String($0, radix: 36)): 1" }.joined(separator: ",")
    #expect(
      try messages("", tables: "tables: { t: {\(more)} }\n") == ["the table 't' has more than 100000 rows"])
    let large = (0..<100_000).map { "row\($0): value \($0)" }.joined(separator: ",")
    #expect(throws: Diagnostics.self) { try readMapping("tables: { t: {\(large)} }\n") }
  }

  @Test func whatIsMissingInAnExampleIsSaid() throws {
    let head = "users:\n  attributes:\n    userName: userName\n"
    for (examples, message) in [
      ("examples: [{ name: a, given: { userName: a } }]", "'expect' is missing in example 1"),
      ("examples: [{ name: a, expect: { userName: a } }]", "'given' is missing in example 1"),
      ("examples: [{ name: a, given: { userName: a }, expect: {} }]", "example 'a' expects nothing"),
    ] {
      let (_, findings) = try readMapping(head + examples + "\n")
      #expect(findings.all.map(\.message) == [message])
    }
  }

  @Test func twoRulesForOneTarget() throws {
    #expect(try messages("title: title\nTITLE: nickName") == ["'title' has two rules"])
    #expect(throws: Diagnostics.self) { try readMapping("users:\n  attributes:\n    title: title\n    title: title\n") }
  }

  @Test func everyPrefixOfAMappingEndsInDiagnosticsOrAMapping() throws {
    let text = try Samples.text("patterns.yaml") + Samples.text("examples.yaml")
    for end in 0...text.utf8.count {
      let cut = String(decoding: Array(text.utf8.prefix(end)), as: UTF8.self)
      let findings = Findings()
      guard let source = try? YAMLSource(file: "a.yaml", text: cut) else { continue }
      let mapping = AttributeMapping.read(source.root, of: source, base: nil, findings: findings)
      #expect(mapping != nil || !findings.all.isEmpty || source.root == nil || source.root?.isNull == true)
    }
  }

  @Test func aManagerOfOneselfIsKeptAsItWasWritten() throws {
    let urn = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
    let mapping = try mapping(attributes: "manager: \(urn):manager.value")
    let mapped = mapping.user(
      from: ["id": "7", "userName": "ada", urn: ["manager": ["value": "7"]]], previous: nil, at: .now())
    #expect(mapped.attributes["manager"] == "7")
  }

  private static let many = JSON.array((0..<20_000).map { ["type": "work", "value": .string("a\($0)@example.org")] })

  @Test func aScopeOverManyValuesIsBoundedAndNamed() throws {
    let mapping = try mapping(
      "users:\n  provision when: not (emails[value co \"zz\"])\n  attributes:\n    userName: userName\n")
    let previous = DirectoryUserFixture.user(["userName": "ada", "title": "old"], at: .now())
    let mapped = mapping.user(from: ["userName": "eve", "emails": Self.many], previous: previous, at: .now())
    #expect(mapped.missing == ["provision when"] && mapped.isInScope && mapped.isActiveUnknown)
    #expect(mapped.notes == ["provision when: the mapping takes too long"])
    #expect(mapped.attributes == previous.attributes)
    let few = JSON.array(Array((Self.many.array ?? []).prefix(50)))
    #expect(mapping.user(from: ["userName": "eve", "emails": few], previous: nil, at: .now()).missing.isEmpty)
  }

  @Test func filtersOfManyTermsAndListsOfManyValuesAreBounded() throws {
    let terms = (0..<60).map { "value eq \"\($0)\"" }.joined(separator: " or ")
    for rule in [
      "title: emails[\(terms)].value", "title: { from: nickName, when: 'emails[\(terms)]' }", "emails: emails",
    ] {
      let mapping = try mapping(attributes: rule)
      for (count, isRefused) in [(20, false), (20_000, true)] {
        let emails = JSON.array(Array((Self.many.array ?? []).prefix(count)))
        let mapped = mapping.user(from: ["userName": "a", "emails": emails], previous: nil, at: .now())
        #expect(mapped.missing.isEmpty != isRefused, "\(rule) with \(count)")
      }
    }
  }
}
