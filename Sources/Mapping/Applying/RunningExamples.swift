import Diagnostics
import Directory
import JSON
import Text
public import YAML

extension AttributeMapping {
  /// Runs the mapping's own examples, its base's left out, and returns how many there are.
  ///
  /// Whatever comes out otherwise is a finding at its place, attribute by attribute, with expected and got.
  public func runExamples(_ findings: Findings) -> Int {
    for example in examples { run(example, findings) }
    return examples.count
  }

  private func run(_ example: Example, _ findings: Findings) {
    let clock = Timestamp(milliseconds: 0)
    let mapped =
      example.kind == .user
      ? user(from: example.given, previous: nil, at: clock) : group(from: example.given, previous: nil, at: clock)
    if let failure = mapped.failure {
      findings.report(
        example.source.diagnostic(
          "example '\(example.name)': the rule of \(failure.attribute) gives nothing and says onEmpty: fail",
          at: example.range, fix: "give what \(failure.rule) reads", see: Manual.mappings))
    }
    if example.isOutOfScope, mapped.isInScope {
      findings.report(
        example.source.diagnostic(
          "example '\(example.name)': the record has an entry, although none is expected", at: example.range,
          fix: "leave it out with provision when:", see: Manual.mappings))
    }
    for expectation in example.expected { compare(expectation, mapped, example, findings) }
  }

  private func compare(
    _ expected: Example.Expectation, _ mapped: Mapped, _ example: Example, _ findings: Findings
  ) {
    let got = (expected.isCustom ? mapped.custom : mapped.attributes)[expected.attribute] ?? .null
    guard !got.contains(expected.value) else { return }
    let rule = mapped.provenance[expected.attribute].map { "the rule is \($0)" }
    var diagnostic = example.source.diagnostic(
      "example '\(example.name)': \(expected.attribute) isn't what is expected", at: expected.range,
      fix: rule ?? (mapped.isInScope ? "its rule gave none, or it has none" : mapped.notes.first), see: Manual.mappings)
    diagnostic.difference = LineDifference(expected: lines(expected.value), got: lines(got))
    findings.report(diagnostic)
  }

  private func lines(_ value: JSON) -> [String] {
    value.isNull ? ["nothing"] : value.pretty().printableJSON.split(separator: "\n").map(String.init)
  }
}

extension JSON {
  /// Whether everything in `other` is in it: objects by their names, lists by distinct matches.
  fileprivate func contains(_ other: JSON) -> Bool {
    switch (self, other) {
    case (.object(let mine), .object(let theirs)):
      return theirs.allSatisfy { member in mine[member.key]?.contains(member.value) ?? false }
    case (.array(var mine), .array(let theirs)):
      for element in theirs {
        guard let index = mine.firstIndex(where: { $0.contains(element) }) else { return false }
        mine.remove(at: index)
      }
      return true
    default: return self == other
    }
  }
}
