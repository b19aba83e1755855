import Diagnostics
import YAML

extension YAMLTraps {
  /// A constant whose quotes YAML took away, `department: "Sales"`; false when `text` may be meant as an expression.
  func reportsConstant(_ node: YAMLNode, _ text: String, _ problems: [ExpressionProblem]) -> Bool {
    let text = text.trimmingSpaces
    let doubts = problems.compactMap(\.doubt)
    guard isWords(text), doubts.contains(.text) || isQuoted(node) && !doubts.isEmpty else { return false }
    report(
      "'\(text)' is neither an attribute nor a text: YAML takes the quotes of a text away", at: node.range,
      fix: "a constant has its own key: \(key): { value: \(text) }")
    return true
  }

  private func isQuoted(_ node: YAMLNode) -> Bool {
    guard case .scalar(_, let style) = node.content else { return false }
    return style == .doubleQuoted || style == .singleQuoted
  }

  private func isWords(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || " -_.'/".unicodeScalars.contains(scalar)
    }
  }
}
