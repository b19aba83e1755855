import Diagnostics
import Directory
import YAML

/// Puts a mapping's own rules over those of its base, and adds the built-in ones.
struct RuleMerge {
  private let kind: EntryKind
  private let base: [Rule]
  private let findings: Findings

  init(_ kind: EntryKind, base: [Rule], _ findings: Findings) {
    self.kind = kind
    self.base = base.filter { $0.place != nil }
    self.findings = findings
  }

  func merge(_ own: [RuleReader.Outcome]) -> [Rule] {
    var rules = base
    for outcome in own { apply(outcome, to: &rules) }
    let builtIn = BuiltInRules.rules(kind, beside: rules)
    return rules.map { withNext($0, builtIn) } + builtIn.filter { rule in !rules.contains { $0.makes(rule) } }
  }

  private func apply(_ outcome: RuleReader.Outcome, to rules: inout [Rule]) {
    switch outcome {
    case .broken: return
    case .removed(let name, let isCustom, let diagnostic):
      guard let index = rules.firstIndex(where: { $0.attribute == name && $0.isCustom == isCustom }) else {
        return findings.report(diagnostic)
      }
      rules.remove(at: index)
    case .rule(var rule):
      guard let index = rules.firstIndex(where: { $0.makes(rule) }) else { return rules.append(rule) }
      if rule.onEmpty == .skip { rule.next = [rules[index]] }
      rules[index] = rule
    }
  }

  /// `onEmpty: skip` goes on with the built-in rule when there is no other.
  private func withNext(_ rule: Rule, _ builtIn: [Rule]) -> Rule {
    guard rule.onEmpty == .skip, rule.next.isEmpty, let next = builtIn.first(where: { $0.makes(rule) }) else {
      return rule
    }
    var rule = rule
    rule.next = [next]
    return rule
  }
}

extension Rule {
  /// Whether two rules make the same attribute.
  func makes(_ other: Rule) -> Bool { attribute == other.attribute && isCustom == other.isCustom }
}
