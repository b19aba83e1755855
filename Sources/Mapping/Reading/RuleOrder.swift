import Diagnostics
import YAML

/// Orders rules so that each runs after those that it reads; reports what nobody makes, and cycles.
struct RuleOrder {
  private enum Mark {
    case open
    case done
  }

  private let rules: [Rule]
  private let findings: Findings
  private let byName: [String: Int]
  /// Attributes whose rules couldn't be read, which was said already.
  private let broken: [String]
  private var marks: [Int: Mark] = [:]
  private var path: [Int] = []
  private var order: [Rule] = []

  init(_ rules: [Rule], broken: [String], _ findings: Findings) {
    self.broken = broken
    self.rules = rules
    self.findings = findings
    byName = Dictionary(rules.enumerated().map { ($1.attribute, $0) }) { first, _ in first }
  }

  /// The rules in an order in which they can run; those in a cycle in any order, with a finding.
  func ordered() -> [Rule] {
    var work = self
    for index in rules.indices { work.visit(index) }
    return work.order
  }

  private mutating func visit(_ index: Int) {
    guard marks[index] == nil else { return }
    marks[index] = .open
    path.append(index)
    for read in rules[index].allReads { follow(read, from: rules[index]) }
    path.removeLast()
    marks[index] = .done
    order.append(rules[index])
  }

  private mutating func follow(_ read: Rule.Read, from rule: Rule) {
    guard let next = byName[read.name] else { return report(unmade: read, in: rule) }
    guard marks[next] == .open, let start = path.firstIndex(of: next) else { return visit(next) }
    let names = (path[start...] + [next]).map { rules[$0].attribute }
    let message =
      names.count == 2
      ? "the rule of \(names[0]) reads \(names[0]) itself"
      : "these rules wait for each other: \(names.joined(separator: " → "))"
    report(message, read, rule, fix: "use an attribute path of the source record in one of them")
  }

  private func report(unmade read: Rule.Read, in rule: Rule) {
    guard !broken.contains(read.name) else { return }
    report("no rule makes \(read.name), so ${\(read.name)} is always empty", read, rule, fix: "add a rule for it")
  }

  private func report(_ message: String, _ read: Rule.Read, _ rule: Rule, fix: String) {
    guard let source = rule.place?.source else { return }
    findings.report(source.diagnostic(message, at: read.range, fix: fix, see: Manual.mappings))
  }
}
