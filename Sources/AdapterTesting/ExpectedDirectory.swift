public import YAML

/// What the directory holds as a whole: these entries and no others.
public struct ExpectedDirectory: Sendable {
  /// The users, each by its `userName`.
  public var users: [ExpectedEntry]
  /// The groups, each by its `displayName`.
  public var groups: [ExpectedEntry]
  /// Where it is written.
  public var place: YAMLNode
}

/// One entry of the directory.
public struct ExpectedEntry: Sendable {
  /// `userName` or `displayName`.
  public var name: String
  /// Attributes that it must have; null for those that it must not have; a manager by `userName`.
  public var attributes: ExpectedJSON
  /// A group's members, all of them, by `userName` and `displayName`; nil for users and where they don't count.
  public var members: Located<[String]>?
  /// Where it is written.
  public var place: YAMLNode
}
