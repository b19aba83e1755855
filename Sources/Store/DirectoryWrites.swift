import Directory
import JSON
import SQL
import Text

extension Application {
  func insert(_ user: DirectoryUser, _ content: [SQLValue], _ nameKey: String?, _ appleIDKey: String?) throws {
    try changing(
      "the directory user's id, name or Managed Apple ID is taken",
      """
      INSERT INTO directory_user(
        id, state, attributes, custom, provenance, version, created, updated, name_key, apple_id_key)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [.text(user.id), .text(user.state.rawValue)] + content + [
        .integer(user.version), .time(user.created), .time(user.updated), SQLValue(nameKey), SQLValue(appleIDKey),
      ])
  }

  func update(
    _ user: DirectoryUser, _ content: [SQLValue], _ expected: Int64, _ nameKey: String?, _ appleIDKey: String?
  ) throws {
    try checkVersion(user.version, after: expected)
    try changing(
      "the directory user changed, or its name or Managed Apple ID is taken",
      """
      UPDATE directory_user SET state = ?, attributes = ?, custom = ?, provenance = ?, version = ?, updated = ?,
        name_key = ?, apple_id_key = ?
      WHERE id = ? AND version = ?
        AND NOT EXISTS (SELECT 1 FROM directory_user o WHERE o.name_key = ? AND o.id <> ?)
        AND NOT EXISTS (SELECT 1 FROM directory_user o WHERE o.apple_id_key = ? AND o.id <> ?)
      """,
      [.text(user.state.rawValue)] + content + [
        .integer(user.version), .time(user.updated), SQLValue(nameKey), SQLValue(appleIDKey), .text(user.id),
        .integer(expected), SQLValue(nameKey), .text(user.id), SQLValue(appleIDKey), .text(user.id),
      ])
  }

  func insert(_ group: DirectoryGroup, _ content: [SQLValue]) throws {
    try changing(
      "the directory group's id is taken",
      """
      INSERT INTO directory_group(id, state, attributes, custom, provenance, version, created, updated, name_key)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      [.text(group.id), .text(group.state.rawValue)] + content + [
        .integer(group.version), .time(group.created), .time(group.updated), key(group),
      ])
  }

  func update(_ group: DirectoryGroup, _ content: [SQLValue], _ expected: Int64) throws {
    try checkVersion(group.version, after: expected)
    try changing(
      "the directory group changed",
      """
      UPDATE directory_group SET state = ?, attributes = ?, custom = ?, provenance = ?, version = ?, updated = ?,
        name_key = ?
      WHERE id = ? AND version = ?
      """,
      [.text(group.state.rawValue)] + content + [
        .integer(group.version), .time(group.updated), key(group), .text(group.id), .integer(expected),
      ])
  }

  private func key(_ group: DirectoryGroup) -> SQLValue {
    group.state == .tombstone ? .null : SQLValue(group.displayName.map(fold))
  }
}

extension Application {
  func tie(_ link: Link) throws {
    try connection.execute(
      """
      INSERT INTO link(provider, idp, kind, source_id, external_id, entry_id) VALUES(?, ?, ?, ?, ?, ?)
      ON CONFLICT(provider, kind, source_id) DO UPDATE
        SET idp = excluded.idp, external_id = excluded.external_id, entry_id = excluded.entry_id
      """,
      [
        .provider(link.provider.name), .text(link.provider.idp), .kind(link.kind), .text(link.sourceID),
        SQLValue(link.externalID), .text(link.entryID),
      ])
  }

  func untie(_ provider: ProviderName, _ kind: EntryKind, _ sourceID: String) throws {
    try connection.execute(
      "DELETE FROM link WHERE provider = ? AND kind = ? AND source_id = ?",
      [.provider(provider), .kind(kind), .text(sourceID)])
  }

  func pin(_ hold: Hold) throws {
    try connection.execute(
      """
      INSERT INTO hold(entry_id, kind, reason, detail, provider, idp, source_id, source_version, since)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(entry_id, reason) DO UPDATE
        SET kind = excluded.kind, detail = excluded.detail, provider = excluded.provider, idp = excluded.idp,
          source_id = excluded.source_id, source_version = excluded.source_version, since = excluded.since
      """,
      [
        .text(hold.entryID), .kind(hold.kind), .text(hold.reason.rawValue), .text(hold.detail),
        .provider(hold.provider.name), .text(hold.provider.idp), .text(hold.sourceID), .integer(hold.sourceVersion),
        .time(hold.since),
      ])
  }

  func release(_ entryID: String, _ reason: HoldReason) throws {
    try connection.execute(
      "DELETE FROM hold WHERE entry_id = ? AND reason = ?", [.text(entryID), .text(reason.rawValue)])
  }

  func set(_ key: String, _ value: String?) throws {
    guard let value else {
      try connection.execute("DELETE FROM setting WHERE name = ?", [.text(key)])
      return
    }
    try connection.execute(
      "INSERT INTO setting(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
      [.text(key), .text(value)])
  }
}
