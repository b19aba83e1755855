import Diagnostics
import YAML

/// Nodes stand inside the node around them, one after the other, and a scalar's value can be found in the file.
struct YAMLNodeCheck {
  let source: YAMLSource
  let places: TextPlaces

  func check(_ node: YAMLNode, within outer: ClosedRange<Int>, depth: Int) throws(Violation) {
    try hold(depth <= 33, "nested \(depth) levels deep")
    try places.check(node.range)
    let (start, end) = (node.range.start.offset, node.range.end.offset)
    try hold(outer.contains(start) && outer.contains(end), "a node outside of the one around it: \(node.range)")
    switch node.content {
    case .scalar(let text, _): try check(text, of: node)
    case .sequence(let nodes): try check(nodes, within: start...end, depth: depth + 1)
    case .mapping(let members):
      try hold(Set(members.map { Array($0.name.utf8) }).count == members.count, "a key twice: \(members.map(\.name))")
      try check(members.flatMap { [$0.key, $0.value] }, within: start...end, depth: depth + 1)
    }
  }

  private func check(_ nodes: [YAMLNode], within outer: ClosedRange<Int>, depth: Int) throws(Violation) {
    var at = outer.lowerBound
    for node in nodes {
      try check(node, within: at...outer.upperBound, depth: depth)
      at = node.range.end.offset
    }
  }

  private func check(_ text: String, of node: YAMLNode) throws(Violation) {
    var offset = 0
    for scalar in text.unicodeScalars.prefix(64) {
      let range = node.range(ofValueOffset: offset, length: UTF8.width(scalar), in: source)
      offset += UTF8.width(scalar)
      try places.check(range)
      try hold(node.range.start <= range.start && range.end <= node.range.end, "a part outside of its node: \(range)")
    }
  }
}
