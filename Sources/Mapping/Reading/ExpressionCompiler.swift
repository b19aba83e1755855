import Diagnostics
import Directory
import JSON
import YAML

/// Compiles the text of an expression for its target; what is wrong becomes findings inside the expression.
struct ExpressionCompiler {
  /// An expression that may run.
  struct Compiled {
    let maker: Rule.Maker
    let text: String
    let reads: [Rule.Read]
    /// What an attribute of type IDP holds that is made so; nil when that isn't known.
    var type: CustomType?
  }

  private let reader: RuleReader
  private let target: Target

  init(_ reader: RuleReader, _ target: Target) {
    self.reader = reader
    self.target = target
  }

  func compile(_ node: YAMLNode, _ text: String) -> Compiled? {
    do {
      return try checked(ExpressionParser.parse(text), node, text)
    } catch {
      guard !reader.traps.reportsCut(node, error) else { return nil }
      report([error], node, text)
      return nil
    }
  }

  /// Whether YAML ended the value at a comma within `{ }`.
  func isCut(_ node: YAMLNode) -> Bool { reader.traps.endsAtComma(node) }

  private func checked(_ syntax: Syntax, _ node: YAMLNode, _ text: String) -> Compiled? {
    var checker = Checker(text, kind: reader.kind, custom: reader.names, tables: reader.tables, types: reader.types)
    let typed = checker.check(syntax)
    if let typed { require(typed, &checker) }
    guard let typed, checker.problems.isEmpty else {
      report(checker.problems, node, text)
      return nil
    }
    let reads = checker.references.map { Rule.Read(name: $0.name, range: place($0.range, node)) }
    return Compiled(
      maker: .expression(typed.expression), text: text.trimmingSpaces, reads: reads,
      type: CustomType(typed.type))
  }

  private func require(_ typed: Checker.Typed, _ checker: inout Checker) {
    guard let wanted = target.wanted else { return }
    // A reference is named by a complex value as a whole: its `value` is taken (fact E-24).
    if case .attribute(let attribute) = target, attribute.type == .reference, typed.type == .complex { return }
    checker.require(wanted, of: typed, by: target.name)
  }

  private func report(_ problems: [ExpressionProblem], _ node: YAMLNode, _ text: String) {
    if reader.traps.reportsConstant(node, text, problems) { return }
    for problem in problems {
      reader.report(problem.message, at: place(problem.range, node), fix: problem.fix, see: problem.see)
    }
  }

  private func place(_ range: Range<Int>, _ node: YAMLNode) -> SourceRange {
    node.range(ofValueOffset: range.lowerBound, length: range.count, in: reader.source)
  }
}
