import Diagnostics
import Testing
import YAML

private enum OnChange: String, CaseIterable, Sendable {
  case keep
  case refuse
  case follow
}

@Suite struct FieldsTests {
  /// Reads a sample as a provider's file would be read.
  func provider(_ name: String) throws -> (values: [String], findings: Findings) {
    let (source, findings) = (try Samples.read("Fields", name), Findings())
    guard let fields = Fields(source.root, of: source, what: "provider", findings: findings) else {
      return ([], findings)
    }
    var values: [String?] = [fields.requiredText("provider")?.value, fields.requiredText("adapter")?.value]
    values.append(fields.flag("autoInvite").map { "\($0.value)" })
    values += fields.texts("matching").map(\.value)
    values.append(fields.integer("limit", in: 1...65_535).map { "\($0.value)" })
    if let settings = fields.fields("settings", what: "settings") {
      values.append(settings.choice("onChange", OnChange.self)?.value.rawValue)
      settings.finish()
    }
    fields.finish()
    return (values.compactMap { $0 }, findings)
  }

  @Test(arguments: Samples.names(in: "Fields"))
  func sampleIsJudgedAsExpected(name: String) throws {
    let (_, findings) = try provider(name)
    #expect(try Samples.rendered(findings.sorted()) == Samples.expected("Fields", name))
  }

  @Test func readsEveryKindOfKey() throws {
    let (values, findings) = try provider("good")
    #expect(values == ["contoso-entra", "EntraID", "true", "userName", "externalId", "31", "keep"])
    #expect(findings.all.isEmpty)
    #expect(throws: Never.self) { try findings.throwIfErrors() }
  }

  @Test func everyErrorIsThrownAtOnce() throws {
    let (_, findings) = try provider("wrong-types")
    #expect(findings.hasErrors)
    let thrown = #expect(throws: Diagnostics.self) { try findings.throwIfErrors() }
    #expect(thrown?.all.count == 6)
    let warned = Findings()
    warned.report(Diagnostic("m", severity: .warning))
    #expect(throws: Never.self) { try warned.throwIfErrors() }
  }

  @Test func whatIsLeftEmptyIsAbsent() throws {
    let source = try YAMLSource(file: "a", text: "a:\nb: ~\nc: null\nd: \"\"\n")
    let (findings, empty) = (Findings(), try YAMLSource(file: "e", text: "# nothing\n"))
    let fields = try #require(Fields(source.root, of: source, what: "x", findings: findings))
    #expect(fields.text("a") == nil)
    #expect(fields.flag("b") == nil)
    #expect(fields.list("c").isEmpty)
    #expect(fields.text("d")?.value == "")
    #expect(fields.text("e") == nil)
    #expect(Fields(empty.root, of: empty, what: "x", findings: findings) == nil)
    fields.finish()
    #expect(findings.all.isEmpty)
  }

  @Test func valuesTellTheirPlace() throws {
    let source = try Samples.read("Fields", "good")
    let fields = try #require(Fields(source.root, of: source, what: "provider", findings: Findings()))
    let adapter = try #require(fields.text("adapter"))
    #expect((adapter.range.start.line, adapter.range.start.column, adapter.range.end.column) == (3, 10, 19))
    #expect(source.excerpt(adapter.range) == "adapter: \"EntraID\"")
    #expect(adapter.map { $0.count }.value == 7)
  }

  @Test func keysThatOthersReadAreAllowed() throws {
    let source = try YAMLSource(file: "a", text: "mapping: 1\nmaping: 2\n")
    let findings = Findings()
    let fields = try #require(Fields(source.root, of: source, what: "provider", findings: findings))
    fields.allow("mapping", "other")
    fields.finish()
    #expect(findings.all.map(\.message) == ["unknown key 'maping' in provider"])
    #expect(findings.all.first?.fix == "did you mean 'mapping'?")
  }
}
