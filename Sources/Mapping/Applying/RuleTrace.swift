public import JSON
import Diagnostics
import YAML

/// What one part of an expression gave.
public struct ExpressionStep: Sendable, Hashable {
  /// How deep in the expression it stands; the whole is 0.
  public var depth: Int
  /// The part, in the one spelling that all expressions of this meaning have.
  public var expression: String
  /// Its value; null for nothing.
  public var value: JSON
}

/// How one rule came to its result, for `dragoman explain`.
public struct RuleTrace: Sendable {
  /// What the rule did to its attribute.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// The rule's value is the attribute's.
    case made
    /// The rule gave nothing, and its `default` holds.
    case defaulted
    /// The attribute keeps what it had.
    case kept
    /// The attribute has nothing from this rule.
    case cleared
    /// The request would be refused.
    case failed
  }

  /// The rule.
  public var rule: Rule
  /// What each part of the expression gave, inner parts first.
  public var steps: [ExpressionStep] = []
  /// What became of the attribute.
  public var outcome = Outcome.cleared
  /// Why it wasn't made.
  public var reason: String?
  /// What was dropped on the way, in sentences.
  public var notes: [String] = []
  /// The attribute's value after the rule; nil for nothing.
  public var result: JSON?

  /// The rule is about to run.
  init(rule: Rule) { self.rule = rule }

  /// `file:line` of the rule; nil for the rules that are built in.
  public var place: String? { rule.place.map { "\($0.source.file):\($0.range.start.line)" } }
}

/// What a mapping makes of a source record, and how each rule came to its result.
public struct MappingExplanation: Sendable {
  /// What comes out.
  public var mapped: Mapped
  /// The rules in the order in which they ran; one that another goes on with stands after it.
  public var rules: [RuleTrace]
}
