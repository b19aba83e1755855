public import Directory

/// What a `${…}` of a text stands for: an attribute of a directory user, or of somebody up the line of managers.
public struct TextAttribute: Hashable, Sendable {
  /// Where its value is found.
  public enum Source: Hashable, Sendable {
    /// An attribute that every directory user has.
    case directory(DirectoryAttribute)
    /// An attribute of type IDP.
    case custom(String)
    /// The display names of the groups that the user is a direct member of.
    case groups
  }

  /// How many managers stand between the user and the value: `${manager.displayName}` has one.
  public let managers: Int
  /// Where the value is found.
  public let source: Source

  /// The attribute's own name, `displayName`.
  public var name: String {
    switch source {
    case .directory(let attribute): attribute.name
    case .custom(let name): name
    case .groups: "groups"
    }
  }

  /// The attribute as a text names it, `manager.displayName`.
  public var path: String { String(repeating: "manager.", count: managers) + name }
}
