/// What a directory entry or a source record stands for.
public enum EntryKind: String, Hashable, Sendable, CaseIterable {
  /// A person.
  case user
  /// A group of users and groups.
  case group
}
