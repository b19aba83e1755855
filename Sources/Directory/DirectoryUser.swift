public import JSON
public import Text

/// A person in the directory: what the mapping made of the linked source records.
public struct DirectoryUser: Hashable, Sendable {
  /// UUIDv7, never reused and never an IdP's.
  public var id: String
  /// Active, inactive, held or tombstone.
  public var state: EntryState
  /// The attributes by their names in `DirectorySchema.user`, `userName` and `active` among them.
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

  /// Makes a user of its parts.
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

  /// The attribute `userName`.
  public var userName: String? {
    get { attributes["userName"]?.string }
    set { attributes["userName"] = newValue.map(JSON.string) }
  }

  /// The attribute `active`; true when it isn't there.
  public var active: Bool {
    get { attributes["active"]?.bool ?? true }
    set { attributes["active"] = .bool(newValue) }
  }
}
