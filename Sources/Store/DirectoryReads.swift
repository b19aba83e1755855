public import Directory
import SQL

extension Snapshot {
  /// The directory user with that id, tombstones included.
  public func user(_ id: String) throws -> DirectoryUser? {
    try first(
      "SELECT \(DirectoryUser.columns) FROM directory_user e WHERE e.id = ?", [.text(id)], DirectoryUser.init)
  }

  /// The directory user that owns a name, folded.
  public func user(nameKey: String) throws -> DirectoryUser? {
    try first(
      "SELECT \(DirectoryUser.columns) FROM directory_user e WHERE e.name_key = ?", [.text(nameKey)],
      DirectoryUser.init)
  }

  /// The directory user that owns a Managed Apple ID, folded.
  public func user(appleIDKey: String) throws -> DirectoryUser? {
    try first(
      "SELECT \(DirectoryUser.columns) FROM directory_user e WHERE e.apple_id_key = ?", [.text(appleIDKey)],
      DirectoryUser.init)
  }

  /// A page of the directory users by ascending id, all or one provider's, those after `after`.
  public func users(
    provider: ProviderName? = nil, after: String? = nil, limit: Int, tombstones: Bool = false
  ) throws -> [DirectoryUser] {
    try entries("directory_user", .user, provider, after, limit, tombstones, DirectoryUser.init)
  }

  /// The directory group with that id, tombstones included.
  public func group(_ id: String) throws -> DirectoryGroup? {
    try first(
      "SELECT \(DirectoryGroup.columns) FROM directory_group e WHERE e.id = ?", [.text(id)], DirectoryGroup.init)
  }

  /// The directory groups of a name, folded, by ascending id.
  public func groups(nameKey: String) throws -> [DirectoryGroup] {
    try rows(
      "SELECT \(DirectoryGroup.columns) FROM directory_group e WHERE e.name_key = ? ORDER BY e.id", [.text(nameKey)],
      DirectoryGroup.init)
  }

  /// A page of the directory groups by ascending id, all or one provider's, those after `after`.
  public func groups(
    provider: ProviderName? = nil, after: String? = nil, limit: Int, tombstones: Bool = false
  ) throws -> [DirectoryGroup] {
    try entries("directory_group", .group, provider, after, limit, tombstones, DirectoryGroup.init)
  }

  /// The links of an entry, by provider.
  public func links(of entryID: String) throws -> [Link] {
    try rows(
      "SELECT \(Link.columns) FROM link WHERE entry_id = ? ORDER BY provider, kind, source_id", [.text(entryID)],
      Link.init)
  }

  /// The link of a source record.
  public func link(_ provider: ProviderName, _ kind: EntryKind, sourceID: String) throws -> Link? {
    try first(
      "SELECT \(Link.columns) FROM link WHERE provider = ? AND kind = ? AND source_id = ?",
      [.provider(provider), .kind(kind), .text(sourceID)], Link.init)
  }

  /// The holds of an entry, or all; the longest standing first.
  public func holds(_ entryID: String? = nil) throws -> [Hold] {
    guard let entryID else {
      return try rows("SELECT \(Hold.columns) FROM hold ORDER BY since, entry_id, reason", [], Hold.init)
    }
    return try rows("SELECT \(Hold.columns) FROM hold WHERE entry_id = ? ORDER BY since", [.text(entryID)], Hold.init)
  }

  /// The value of a setting.
  public func setting(_ key: String) throws -> String? {
    try first("SELECT value FROM setting WHERE name = ?", [.text(key)]) { try $0.text(0) }
  }

  private func entries<Entry>(
    _ table: String, _ kind: EntryKind, _ provider: ProviderName?, _ after: String?, _ limit: Int, _ tombstones: Bool,
    _ read: (SQLRow) throws -> Entry
  ) throws -> [Entry] {
    let living = tombstones ? "" : "AND e.state <> 'tombstone'"
    guard let provider else {
      return try rows(
        "SELECT \(DirectoryUser.columns) FROM \(table) e WHERE e.id > ? \(living) ORDER BY e.id LIMIT ?",
        [.text(after ?? ""), .count(limit)], read)
    }
    let linked = tombstones ? "" : "AND (SELECT state FROM \(table) WHERE id = l.entry_id) <> 'tombstone'"
    return try rows(
      """
      SELECT \(DirectoryUser.columns) FROM \(table) e
      JOIN (SELECT DISTINCT l.entry_id FROM link l
        WHERE l.provider = ? AND l.kind = ? AND l.entry_id > ? \(linked) ORDER BY l.entry_id LIMIT ?) x
      ON e.id = x.entry_id ORDER BY x.entry_id
      """,
      [.provider(provider), .kind(kind), .text(after ?? ""), .count(limit)], read)
  }
}
