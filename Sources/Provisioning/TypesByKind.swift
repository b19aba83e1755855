internal import Directory
internal import SCIM

extension ResourceTypes {
  /// The resource type whose resources become entries of that kind.
  subscript(kind: EntryKind) -> ResourceType { kind == .user ? user : group }

  /// The attributes of extensions whose values are unique among the resources of that kind.
  func unique(_ kind: EntryKind) -> [AttributePath] { kind == .user ? uniqueOfUsers : uniqueOfGroups }
}
