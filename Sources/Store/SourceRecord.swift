public import Directory
public import JSON
public import Text

/// A resource as its provider last wrote it, normalised to RFC 7643, without `id`, `meta`, `groups` and `members`.
public struct SourceRecord: Sendable, Hashable {
  /// Whose record it is.
  public var provider: ProviderName
  /// User or group.
  public var kind: EntryKind
  /// The SCIM id; never used again after a deletion.
  public var id: String
  /// Counts the changes, from 1.
  public var version: Int64
  /// The resource.
  public var body: JSONObject
  /// The `externalId` that the provider gave it.
  public var externalID: String?
  /// When it was made.
  public var created: Timestamp
  /// When it last changed.
  public var updated: Timestamp

  /// Makes a record of its parts.
  public init(
    provider: ProviderName, kind: EntryKind, id: String, version: Int64 = 1, body: JSONObject, externalID: String?,
    created: Timestamp, updated: Timestamp
  ) {
    self.provider = provider
    self.kind = kind
    self.id = id
    self.version = version
    self.body = body
    self.externalID = externalID
    self.created = created
    self.updated = updated
  }
}

/// A value under which a source record is looked up.
public struct SourceKey: Sendable, Hashable {
  /// The attribute's path in lower case: `username`, `emails.value`.
  public var attribute: String
  /// The value, folded already where case doesn't count.
  public var value: String
  /// Whether no other record of this provider and kind may have it.
  public var unique: Bool

  /// Makes a key of its parts.
  public init(attribute: String, value: String, unique: Bool = false) {
    self.attribute = attribute
    self.value = value
    self.unique = unique
  }
}

/// What is left of a deleted source record: its id, which is never used again; it owns no names.
public struct Tombstone: Sendable, Hashable {
  /// Whose record it was.
  public var provider: ProviderName
  /// User or group.
  public var kind: EntryKind
  /// The SCIM id.
  public var id: String
  /// The version that was deleted.
  public var version: Int64
  /// The resource as it was; nil once the person was erased.
  public var body: JSONObject?
  /// The `externalId` that it had.
  public var externalID: String?
  /// When it was deleted.
  public var deleted: Timestamp
}

/// The name of a group, to show it within its members.
public struct GroupReference: Sendable, Hashable {
  /// The group's SCIM id.
  public var id: String
  /// Its `displayName`.
  public var displayName: String?
}
