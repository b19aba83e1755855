public import JSON
public import Text

/// A group in the directory; its members are the join of source edges, links and holds, not a part of it.
public struct DirectoryGroup: Hashable, Sendable {
  /// UUIDv7, never reused and never an IdP's.
  public var id: String
  /// Active, held or tombstone.
  public var state: EntryState
  /// The attributes by their names in `DirectorySchema.group`, `displayName` among them.
  public var attributes: JSONObject
  /// The attributes of type IDP.
  public var custom: JSONObject
  /// For each attribute an object of `provider`, `path`, `mapping` and `at`.
  public var provenance: JSONObject
  /// Counts the changes, from 1.
  public var version: Int64
  /// When the entry was made.
  public var created: Timestamp
  /// When it last changed.
  public var updated: Timestamp

  /// Makes a group of its parts.
  public init(
    id: String, state: EntryState, attributes: JSONObject, custom: JSONObject = [:], provenance: JSONObject = [:],
    version: Int64 = 1, created: Timestamp, updated: Timestamp
  ) {
    self.id = id
    self.state = state
    self.attributes = attributes
    self.custom = custom
    self.provenance = provenance
    self.version = version
    self.created = created
    self.updated = updated
  }

  /// The attribute `displayName`.
  public var displayName: String? {
    get { attributes["displayName"]?.string }
    set { attributes["displayName"] = newValue.map(JSON.string) }
  }
}
