/// How a directory entry stands.
public enum EntryState: String, Hashable, Sendable, CaseIterable {
  /// Provisioned, and may be used.
  case active
  /// Deactivated (`active: false`); keeps its name and its memberships.
  case inactive
  /// Never provisioned yet, because a hold pins it.
  case held
  /// Deleted; owns no name any more.
  case tombstone
}
