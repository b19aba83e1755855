import Diagnostics
import Directory
import SCIM
import YAML

/// Reads one member of `attributes:` or `custom:`: an expression, the long form, or `~`.
struct RuleReader {
  /// What a member says.
  enum Outcome {
    case rule(Rule)
    /// The base's rule goes; the diagnostic is for when there is none.
    case removed(String, isCustom: Bool, Diagnostic)
    /// Something is wrong and was reported; `cut` when YAML split the value, so that its rest follows as keys.
    case broken(String, cut: Bool)

    /// The attribute whose rule can't be read.
    var brokenName: String? { if case .broken(let name, _) = self { name } else { nil } }

    var isCut: Bool { if case .broken(_, cut: true) = self { true } else { false } }
  }

  let kind: EntryKind
  let member: YAMLMember
  let isCustom: Bool
  /// The attributes of type IDP of the whole mapping.
  let names: [String]
  let tables: LookupTables
  let types: ResourceTypes
  let source: YAMLSource
  let findings: Findings

  init(
    _ kind: EntryKind, _ member: YAMLMember, isCustom: Bool, names: [String], tables: LookupTables,
    types: ResourceTypes, of source: YAMLSource, _ findings: Findings
  ) {
    self.tables = tables
    self.types = types
    self.kind = kind
    self.member = member
    self.isCustom = isCustom
    self.names = names
    self.source = source
    self.findings = findings
  }

  var traps: YAMLTraps { YAMLTraps(source: source, key: member.name, findings: findings) }

  func read(_ target: Target) -> Outcome {
    let value = member.value
    switch value.content {
    case .sequence:
      traps.reportBrackets(value)
      return .broken(target.name, cut: false)
    case .mapping:
      guard !traps.reportsColon(value) else { return .broken(target.name, cut: false) }
      return longForm(target)
    case .scalar(let text, _):
      guard !value.isNull else { return nothing(text, target) }
      return shortForm(text, target)
    }
  }

  private func nothing(_ text: String, _ target: Target) -> Outcome {
    guard !text.isEmpty else {
      report(
        "'\(member.name)' has no rule", at: member.key.range,
        fix: "write an expression, or ~ to remove the rule of the mapping that this one extends")
      return .broken(target.name, cut: false)
    }
    let diagnostic = source.diagnostic(
      "there is no rule for \(target.name) to remove", at: member.value.range, fix: "remove the line",
      see: Manual.mappings, severity: .warning)
    return .removed(target.name, isCustom: isCustom, diagnostic)
  }

  private func shortForm(_ text: String, _ target: Target) -> Outcome {
    let compiler = ExpressionCompiler(self, target)
    guard let compiled = compiler.compile(member.value, text) else {
      return .broken(target.name, cut: compiler.isCut(member.value))
    }
    return .rule(rule(target, compiled, LongForm()))
  }

  /// The rule of what was read.
  func rule(_ target: Target, _ compiled: ExpressionCompiler.Compiled, _ form: LongForm) -> Rule {
    Rule(
      kind: kind, attribute: target.name, isCustom: isCustom, expression: compiled.text, apply: form.apply,
      onEmpty: form.onEmpty, reference: reference(target, form),
      customType: isCustom ? form.type ?? compiled.type : nil, isTypeDeclared: form.type != nil, maker: compiled.maker,
      fallback: form.fallback,
      condition: form.condition, target: target, reads: compiled.reads,
      place: Rule.Place(source: source, range: member.key.range))
  }

  private func reference(_ target: Target, _ form: LongForm) -> ReferenceKey? {
    guard case .attribute(let attribute) = target, attribute.type == .reference else { return nil }
    return form.reference ?? .id
  }

  func report(_ message: String, at range: SourceRange, fix: String? = nil, see: String? = Manual.mappings) {
    findings.report(source.diagnostic(message, at: range, fix: fix, see: see))
  }
}
