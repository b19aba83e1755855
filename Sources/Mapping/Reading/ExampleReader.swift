import Diagnostics
import Directory
import JSON
import YAML

/// Reads `examples:` of a mapping.
struct ExampleReader {
  private let fields: Fields
  private let rules: [Rule]

  init(_ fields: Fields, rules: [Rule]) {
    self.fields = fields
    self.rules = rules
  }

  /// What is expected where `provision when` leaves a record out.
  private static let outOfScope = "out of scope"

  func read() -> [Example] {
    fields.elements("examples") { "example \($0)" }.enumerated().compactMap { example($1, number: $0 + 1) }
  }

  private func example(_ entry: Fields, number: Int) -> Example? {
    let name = entry.text("name")
    let kind = entry.choice("kind", EntryKind.self)?.value ?? .user
    let given = entry.requiredNode("given", .mapping("a source record") { _ in })
    let expect = entry.requiredNode(
      "expect", .either([.words([Self.outOfScope]), .mapping("what must come out") { _ in }]))
    entry.finish()
    guard let given, let record = given.json().object else {
      if let given { entry.report("'given' takes a source record, but it is \(given.kindName)", at: given.range) }
      return nil
    }
    if let expect, expect.scalar == Self.outOfScope {
      return Example(
        name: name?.value ?? "example \(number)", kind: kind, given: record, expected: [], isOutOfScope: true,
        source: fields.source, range: expect.range)
    }
    guard let expect, let members = Fields(expect, of: fields.source, what: "expect", findings: fields.findings) else {
      return nil
    }
    if members.members.isEmpty {
      entry.report(
        "example '\(name?.value ?? String(number))' expects nothing", at: expect.range,
        fix: "name at least one attribute: expect: { userName: ada@example.org }")
    }
    return Example(
      name: name?.value ?? "example \(number)", kind: kind, given: record,
      expected: expectations(members.members, kind),
      isOutOfScope: false, source: fields.source, range: name?.range ?? entry.start)
  }

  private func expectations(_ members: [YAMLMember], _ kind: EntryKind) -> [Example.Expectation] {
    members.flatMap { member -> [Example.Expectation] in
      if member.name == "custom", let inner = member.value.members {
        return inner.compactMap { expectation($0, kind) }
      }
      return [expectation(member, kind)].compactMap { $0 }
    }
  }

  private func expectation(_ member: YAMLMember, _ kind: EntryKind) -> Example.Expectation? {
    let known = rules.filter { $0.kind == kind }
    if let rule = known.first(where: { $0.isCustom && $0.attribute.lowercased() == member.name.lowercased() }) {
      return expectation(member, .custom(rule.attribute))
    }
    if let attribute = DirectorySchema.attribute(member.name, of: kind), attribute.mappable {
      return expectation(member, .attribute(attribute))
    }
    let names = known.filter(\.isCustom).map(\.attribute) + DirectorySchema.attributes(of: kind).map(\.name)
    fields.report(
      "'\(member.name)' isn't made by this mapping", at: member.key.range,
      fix: suggestion(for: member.name, among: names).map { "did you mean '\($0)'?" })
    return nil
  }

  private func expectation(_ member: YAMLMember, _ target: Target) -> Example.Expectation {
    // A number that is meant as a text stays as it was written: 007.
    let written = target.wanted == .text && !member.value.isNull ? member.value.scalar.map(JSON.string) : nil
    var conversion = Conversion(to: target)
    let value = conversion.convert(written ?? member.value.json())
    let isCustom = if case .custom = target { true } else { false }
    return Example.Expectation(
      attribute: target.name, isCustom: isCustom, value: value, range: member.value.range)
  }
}
