import Directory
import JSON
import SCIM

/// The part of a mapping that is about users, or about groups.
struct Section: Sendable {
  let kind: EntryKind
  /// The attributes by which the IdP looks entries up.
  let matching: [AttributePath]
  /// Which source records have a directory entry (`provision when:`); nil for all.
  let scope: Rule.Condition?
  /// In an order in which each rule runs after those that it reads.
  let rules: [Rule]
  /// The same rules, each behind a reference: copying one takes longer than running it.
  let steps: [Step]

  /// A rule that is run where it lies.
  final class Step: Sendable {
    let rule: Rule
    init(_ rule: Rule) { self.rule = rule }
  }

  init(kind: EntryKind, matching: [AttributePath], scope: Rule.Condition?, rules: [Rule]) {
    self.kind = kind
    self.matching = matching
    self.scope = scope
    self.rules = rules
    steps = rules.map(Step.init)
  }

  var canonicalText: String {
    let lines = rules.map(\.canonicalText).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let head = "\(kind.rawValue)s matching \(matching.map(\.description).joined(separator: ", "))"
    let scope = scope.map { ["provision when \($0.filter)"] } ?? []
    return ([head] + scope + lines).joined(separator: "\n")
  }
}
