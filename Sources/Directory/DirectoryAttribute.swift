/// One attribute of directory users or groups: the one place that says what it is.
public struct DirectoryAttribute: Hashable, Sendable {
  /// The name, `givenName`.
  public let name: String
  /// The type of its values.
  public let type: DirectoryType
  /// Whether an entry can't be provisioned without it.
  public let required: Bool
  /// Whether a mapping rule may set it.
  public let mappable: Bool
  /// What an administrator should know about it, in one sentence without a full stop.
  public let notes: String

  init(_ name: String, _ type: DirectoryType, required: Bool = false, mappable: Bool = true, _ notes: String) {
    self.name = name
    self.type = type
    self.required = required
    self.mappable = mappable
    self.notes = notes
  }

  /// The sub-attributes of a list's values; none of anything else.
  public var subAttributes: [String] { if case .complexList(let names) = type { names } else { [] } }
}
