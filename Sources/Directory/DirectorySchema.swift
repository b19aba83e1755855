/// The canonical directory, declared once: types, documentation, mapping targets and the directory API's schema.
public enum DirectorySchema {
  /// The attributes of a user, in the order in which they are shown.
  public static let user: [DirectoryAttribute] = identity + person + contact + work + preferences + bookkeeping

  /// The attributes of a group, in the order in which they are shown.
  public static let group: [DirectoryAttribute] =
    [
      id,
      DirectoryAttribute("displayName", .text, required: true, "two providers' groups of one name are two groups"),
      DirectoryAttribute("state", .text, mappable: false, "active, held or tombstone"),
      DirectoryAttribute(
        "members", .complexList(["id", "kind", "display", "value", "pending"]), mappable: false,
        "direct members, users and groups; one that isn't known yet is pending"),
    ] + custom + bookkeeping

  /// The attribute of a user with that name, in any case.
  public static func user(_ name: String) -> DirectoryAttribute? { users[name.lowercased()] }

  /// The attribute of a group with that name, in any case.
  public static func group(_ name: String) -> DirectoryAttribute? { groups[name.lowercased()] }

  /// The attributes of that kind of entry.
  public static func attributes(of kind: EntryKind) -> [DirectoryAttribute] { kind == .user ? user : group }

  /// The attribute of that kind of entry with that name, in any case.
  public static func attribute(_ name: String, of kind: EntryKind) -> DirectoryAttribute? {
    kind == .user ? user(name) : group(name)
  }

  private static let users = byName(user)
  private static let groups = byName(group)

  private static func byName(_ attributes: [DirectoryAttribute]) -> [String: DirectoryAttribute] {
    Dictionary(attributes.map { ($0.name.lowercased(), $0) }) { first, _ in first }
  }
}
