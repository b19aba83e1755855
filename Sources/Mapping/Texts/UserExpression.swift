public import Diagnostics
public import Directory
public import JSON
public import Text
public import YAML

/// An expression of a setting: over a source record, and over the directory user that the mapping made of it.
///
/// A directory attribute's name alone, `email`, stands for `${email}`.
public struct UserExpression: Hashable, Sendable {
  /// The expression as it was written.
  public let text: String
  /// The attributes of type IDP and of the directory that it reads.
  public let reads: [String]
  /// Where it is written; nil for a default.
  public let range: SourceRange?
  private let expression: Expression

  /// The expression that is one attribute of the directory.
  public init(_ attribute: DirectoryAttribute) {
    text = attribute.name
    reads = [attribute.name]
    range = nil
    expression = .directory(attribute.name)
  }

  private init(_ text: String, _ range: SourceRange, _ reads: [String], _ expression: Expression) {
    self.text = text
    self.range = range
    self.reads = reads
    self.expression = expression
  }

  /// Reads one; what is wrong becomes findings at their places, and then nil is returned.
  public static func read(
    _ node: YAMLNode, of source: YAMLSource, custom: [String], findings: Findings
  ) -> UserExpression? {
    guard let text = node.scalar else {
      findings.report(source.diagnostic("an expression is expected here, not \(node.kindName)", at: node.range))
      return nil
    }
    let trimmed = text.trimmingSpaces
    if let attribute = DirectorySchema.user(trimmed), attribute.type == .text, attribute.mappable {
      return UserExpression(trimmed, node.range, [attribute.name], .directory(attribute.name))
    }
    do {
      return try checked(text, node, custom)
    } catch {
      for problem in error.all {
        let place = node.range(ofValueOffset: problem.range.lowerBound, length: problem.range.count, in: source)
        findings.report(source.diagnostic(problem.message, at: place, fix: problem.fix, see: problem.see))
      }
      return nil
    }
  }

  private struct Problems: Error { let all: [ExpressionProblem] }

  private static func checked(
    _ text: String, _ node: YAMLNode, _ custom: [String]
  ) throws(Problems) -> UserExpression {
    let syntax: Syntax
    do { syntax = try ExpressionParser.parse(text) } catch { throw Problems(all: [error]) }
    var checker = Checker(text, kind: .user, custom: custom)
    let typed = checker.check(syntax)
    if let typed { checker.require(.text, of: typed, by: "it") }
    guard let typed, checker.problems.isEmpty else {
      throw Problems(all: checker.problems.map { byOurNames($0, text) })
    }
    return UserExpression(text, node.range, checker.references.map(\.name), typed.expression)
  }

  /// A mistyped word may have been meant as an attribute of the directory, which stands here without `${ }`.
  private static func byOurNames(_ problem: ExpressionProblem, _ text: String) -> ExpressionProblem {
    guard problem.doubt == .text, let word = problem.message.split(separator: "'").first else {
      return problem
    }
    let names = DirectorySchema.user.filter { $0.type == .text && $0.mappable }.map(\.name)
    guard let near = suggestion(for: String(word), among: names) else { return problem }
    var problem = problem
    problem.fix = text.trimmingSpaces == word ? "did you mean '\(near)'?" : "did you mean ${\(near)}?"
    return problem
  }

  /// What comes out for a person; nil when nothing does, or when it would take too long.
  public func value(
    source: JSONObject, attributes: JSONObject, custom: JSONObject, at clock: Timestamp
  ) -> String? {
    var evaluation = Evaluation(.user, source: source, clock: clock)
    evaluation.attributes = attributes
    evaluation.custom = custom
    guard let value = try? evaluation.value(of: expression) else { return nil }
    let one = value.array.map { $0.first ?? .null } ?? value
    guard let text = one.asText?.trimmingSpaces, !text.isEmpty else { return nil }
    return text
  }

  /// Whether two are written alike.
  public static func == (a: UserExpression, b: UserExpression) -> Bool {
    a.text == b.text && a.range == b.range && a.expression.canonicalText == b.expression.canonicalText
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(range)
    hasher.combine(expression.canonicalText)
  }
}
