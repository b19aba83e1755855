public import Directory

/// A member of a source group, as the provider wrote it.
public struct StoredMember: Sendable, Hashable {
  /// The value, verbatim: an id or externalId of a user or group, known or not yet.
  public var value: String
  /// `User` or `Group`, if the provider said so.
  public var type: String?
  /// The name to show, if the provider gave one.
  public var display: String?

  /// Makes a member of its parts.
  public init(value: String, type: String? = nil, display: String? = nil) {
    self.value = value
    self.type = type
    self.display = display
  }
}

/// A change of a source group's members.
public enum MembershipChange: Sendable, Hashable {
  /// Adds those that aren't members yet.
  case add([StoredMember])
  /// Removes those that are.
  case remove([String])
  /// Makes these the members; who stays is left alone.
  case replace([StoredMember])
  /// Removes all.
  case clear
}

/// A membership that really began or ended.
public struct MembershipDelta: Sendable, Hashable {
  /// The group's SCIM id.
  public var group: String
  /// The member's value.
  public var value: String
  /// Whether it began.
  public var added: Bool

  /// Makes a delta of its parts.
  public init(group: String, value: String, added: Bool) {
    self.group = group
    self.value = value
    self.added = added
  }
}

/// A member of a directory group: a source edge, resolved through the records and links of its provider.
public struct DirectoryMember: Sendable, Hashable {
  /// The member's directory entry; nil while it is pending.
  public var entryID: String?
  /// User or group; what the provider said while it is pending.
  public var kind: EntryKind
  /// How that entry stands; nil while it is pending.
  public var state: EntryState?
  /// Whose edge it is.
  public var provider: ProviderName
  /// The value as the provider wrote it.
  public var sourceValue: String
  /// The edge's place: where the next page begins.
  public var position: Int64
}
