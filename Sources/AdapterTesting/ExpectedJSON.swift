public import Diagnostics
public import JSON
public import YAML

/// A JSON value as it is written in a file, so that each part of it has a place.
public struct ExpectedJSON: Sendable {
  /// The value.
  public var json: JSON
  private let node: YAMLNode

  /// The value of `node`.
  public init(_ node: YAMLNode) {
    self.node = node
    json = node.json()
  }

  /// Where the value at `pointer` is written, or as near to it as the file goes.
  public func range(at pointer: JSONPointer) -> SourceRange {
    var node = node
    for step in pointer.steps {
      guard let next = child(step, of: node) else { break }
      node = next
    }
    return node.range
  }

  private func child(_ step: String, of node: YAMLNode) -> YAMLNode? {
    guard let elements = node.elements else { return node[step] }
    guard let index = Int(step), elements.indices.contains(index) else { return nil }
    return elements[index]
  }
}
