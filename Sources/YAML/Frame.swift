import Diagnostics

/// A list or mapping that isn't closed yet.
struct Frame {
  let isMapping: Bool
  let range: SourceRange
  var elements: [YAMLNode] = []
  var members: [YAMLMember] = []
  var key: YAMLNode?
  /// Where each key stands first.
  var places: [String: SourceRange] = [:]

  /// The node; a block, which has no closing mark, ends with its last value.
  func node(endingAt end: SourceMark?) -> YAMLNode {
    let last = isMapping ? members.last?.value.range : elements.last?.range
    let range = SourceRange(file: range.file, start: range.start, end: end ?? last?.end ?? range.end)
    return YAMLNode(isMapping ? .mapping(members) : .sequence(elements), at: range)
  }
}
