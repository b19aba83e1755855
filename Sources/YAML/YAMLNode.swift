public import Diagnostics

/// A value of a YAML file, and where it stands.
public struct YAMLNode: Sendable {
  /// What a node holds.
  public enum Content: Sendable {
    /// A text, number, flag or nothing, as written (quotes and escapes resolved).
    case scalar(String, style: ScalarStyle)
    /// The elements of a list.
    case sequence([YAMLNode])
    /// The members of a mapping, in the order of the file; no key twice.
    case mapping([YAMLMember])
  }

  /// What it holds.
  public var content: Content
  /// Where it stands: a block ends with its last value, not with the blank lines and comments after it.
  public var range: SourceRange

  /// Makes a node.
  public init(_ content: Content, at range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// How a scalar is written: only a plain one can be a number, a flag or nothing.
public enum ScalarStyle: Hashable, Sendable {
  /// Without quotes.
  case plain
  /// In `'…'`.
  case singleQuoted
  /// In `"…"`.
  case doubleQuoted
  /// A `|` block, which keeps its lines.
  case literal
  /// A `>` block, which joins its lines.
  case folded
}

/// A key of a mapping and its value.
public struct YAMLMember: Sendable {
  /// The key, a scalar.
  public var key: YAMLNode
  /// The value.
  public var value: YAMLNode

  /// Makes a member.
  public init(key: YAMLNode, value: YAMLNode) {
    self.key = key
    self.value = value
  }

  /// The key's text.
  public var name: String { key.scalar ?? "" }
}

extension YAMLNode {
  /// The text of a scalar as written, whatever the core schema makes of it.
  public var scalar: String? { if case .scalar(let text, _) = content { text } else { nil } }
  /// The elements of a list.
  public var elements: [YAMLNode]? { if case .sequence(let nodes) = content { nodes } else { nil } }
  /// The members of a mapping.
  public var members: [YAMLMember]? { if case .mapping(let members) = content { members } else { nil } }

  /// The value of `key` in a mapping.
  public subscript(key: String) -> YAMLNode? { members?.first { $0.name == key }?.value }
}
