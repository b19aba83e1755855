import Diagnostics
import JSON
import YAML

/// Writes out the repetitions of an exchange file, for groups with more members than anybody writes down.
///
/// An element `{ repeat: 1000, each: … }` of a list, wherever in the file, is so many elements; in each of them `{{n}}`
/// is its number, from 1, also within another placeholder's name: `{{user{{n}}.id}}`.
struct Repetition {
  let source: YAMLSource
  let findings: Findings

  /// More than this is a load test, and elsewhere.
  static let most: Int64 = 10_000

  /// The node with every repetition in it written out, the innermost first.
  func expanded(_ node: YAMLNode) -> YAMLNode {
    switch node.content {
    case .scalar: return node
    case .sequence(let elements): return YAMLNode(.sequence(elements.flatMap(elementsOf)), at: node.range)
    case .mapping(let members):
      return YAMLNode(
        .mapping(members.map { YAMLMember(key: $0.key, value: expanded($0.value)) }), at: node.range)
    }
  }

  private func elementsOf(_ element: YAMLNode) -> [YAMLNode] {
    let element = expanded(element)
    guard element.members?.count == 2, let count = element["repeat"], let each = element["each"] else {
      return [element]
    }
    guard let times = count.json().integer, (1...Self.most).contains(times)
    else {
      findings.report(source.diagnostic("'repeat' must be a number from 1 to \(Self.most)", at: count.range))
      return []
    }
    return (1...times).map { numbered(each, String($0)) }
  }

  private func numbered(_ node: YAMLNode, _ number: String) -> YAMLNode {
    switch node.content {
    case .scalar(let text, let style):
      return YAMLNode(.scalar(text.replacing("{{n}}", with: number), style: style), at: node.range)
    case .sequence(let elements):
      return YAMLNode(.sequence(elements.map { numbered($0, number) }), at: node.range)
    case .mapping(let members):
      return YAMLNode(
        .mapping(members.map { YAMLMember(key: numbered($0.key, number), value: numbered($0.value, number)) }),
        at: node.range)
    }
  }
}

extension Shape {
  /// An element of a list, or a repetition of such elements.
  static func repeatable(_ element: Shape) -> Shape {
    let repetition = Shape.mapping("a repetition") { fields in
      _ = fields.requiredNode("repeat", .integer(1...Int(Repetition.most)))
      _ = fields.requiredNode("each")
      fields.finish()
    }
    return .either([element, .named("repetition", repetition)])
  }
}
