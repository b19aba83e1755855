import Diagnostics
import Directory
import SCIM
import YAML

/// Reads `when:` of a rule or `provision when:`, a filter of the source record (RFC 7644 §3.4.2.2).
struct ConditionReader {
  private let kind: EntryKind
  private let types: ResourceTypes
  private let node: YAMLNode
  private let text: String
  private let fields: Fields

  init(_ kind: EntryKind, _ node: YAMLNode, _ text: String, _ types: ResourceTypes, in fields: Fields) {
    self.types = types
    self.kind = kind
    self.fields = fields
    self.node = node
    self.text = text
  }

  func read() -> Rule.Condition? {
    if let problem = problem() {
      report(problem)
      return nil
    }
    do {
      return Rule.Condition(text: text, filter: try Filter(parsing: text, for: types[kind]))
    } catch {
      report(
        ExpressionProblem(
          "this isn't a filter", error, in: text, offset: 0, fix: "userType eq \"Employee\"", see: Manual.filters))
      return nil
    }
  }

  private func problem() -> ExpressionProblem? {
    let paths = PathChecker(resourceType: types[kind])
    var checker = FilterChecker(PathText(text), 0..<text.utf8.count, offset: 0) { name, place in
      do throws(ExpressionProblem) {
        _ = try paths.check(name, at: place)
        return nil
      } catch {
        return error
      }
    }
    return checker.problem()
  }

  private func report(_ problem: ExpressionProblem) {
    let range = node.range(ofValueOffset: problem.range.lowerBound, length: problem.range.count, in: fields.source)
    fields.report(problem.message, at: range, fix: problem.fix, see: problem.see)
  }
}
