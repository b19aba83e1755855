/// The resource types of one endpoint: those of RFC 7643, with the extensions that its provider declares.
///
/// A value that never changes, kept by reference: every message of the provider carries it.
public final class ResourceTypes: Sendable {
  /// Users.
  public let user: ResourceType
  /// Groups.
  public let group: ResourceType
  /// The attributes of a user's extensions whose values are unique among users (RFC 7643 §2.2).
  public let uniqueOfUsers: [AttributePath]
  /// The attributes of a group's extensions whose values are unique among groups.
  public let uniqueOfGroups: [AttributePath]
  /// Whether a user's extensions are returned whole unless something else is asked for (RFC 7643 §2.2 `returned`).
  public let showsExtensionsOfUsers: Bool

  /// Resource types of the caller's choice.
  public init(user: ResourceType, group: ResourceType) {
    self.user = user
    self.group = group
    uniqueOfUsers = user.uniquePaths
    uniqueOfGroups = group.uniquePaths
    showsExtensionsOfUsers = user.extensions.allSatisfy { $0.attributes.allSatisfy(\.isShown) }
  }

  /// Users with the enterprise extension, and groups (RFC 7643 §4).
  public static let standard = ResourceTypes(user: .user, group: .group)

  /// Both, as `/ResourceTypes` lists them.
  public var all: [ResourceType] { [user, group] }

  /// Their schemas, each once.
  public var schemas: [Schema] { all.flatMap { [$0.schema] + $0.extensions } }

  /// The same with more extensions.
  public func adding(toUsers: [Schema], toGroups: [Schema]) -> ResourceTypes {
    guard !toUsers.isEmpty || !toGroups.isEmpty else { return self }
    var (user, group) = (user, group)
    user.extensions += toUsers
    group.extensions += toGroups
    return ResourceTypes(user: user, group: group)
  }
}

extension ResourceTypes: Hashable {
  /// Equal types.
  public static func == (a: ResourceTypes, b: ResourceTypes) -> Bool {
    a === b || a.user == b.user && a.group == b.group
  }

  /// Hashes the URNs.
  public func hash(into hasher: inout Hasher) { hasher.combine(schemas.map(\.id)) }
}

extension ResourceType {
  fileprivate var uniquePaths: [AttributePath] {
    extensions.flatMap { schema in
      schema.attributes.flatMap(\.uniqueNames).compactMap {
        try? AttributePath(parsing: "\(schema.id):\($0)", for: self)
      }
    }
  }
}

extension SchemaAttribute {
  /// Whether nothing of it is left out of answers that nobody shaped.
  fileprivate var isShown: Bool { returned != .never && returned != .request && subAttributes.allSatisfy(\.isShown) }

  fileprivate var uniqueNames: [String] {
    (uniqueness == .none ? [] : [name]) + subAttributes.filter { $0.uniqueness != .none }.map { "\(name).\($0.name)" }
  }
}
