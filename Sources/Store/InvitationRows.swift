import Directory
import SQL
import Text

extension Invitation {
  static let columns = """
    entry_id, id, provider, idp, source_id, state, due, attempts, attempted, sent, detail, created, updated, version, \
    person
    """

  init(_ row: SQLRow) throws {
    self.init(
      entryID: try row.text(0), provider: ProviderIdentity(name: try row.provider(2), idp: try row.text(3)),
      sourceID: try row.text(4), person: try row.optionalText(14), due: try row.timestamp(6),
      created: try row.timestamp(11))
    id = try row.text(1)
    state = try row.word(5, State.self)
    attempts = Int(try row.integer(7))
    attempted = try row.optionalTimestamp(8)
    sent = try row.optionalTimestamp(9)
    detail = try row.optionalText(10)
    updated = try row.timestamp(12)
    version = try row.integer(13)
  }
}

extension Application {
  func insert(_ invitation: Invitation) throws {
    try expecting(
      "the entry has an invitation already",
      """
      INSERT INTO invitation(\(Invitation.columns)) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING RETURNING entry_id
      """,
      [
        .text(invitation.entryID), .text(invitation.id), .provider(invitation.provider.name),
        .text(invitation.provider.idp), .text(invitation.sourceID), .text(invitation.state.rawValue),
        .time(invitation.due), .count(invitation.attempts), .time(invitation.attempted), .time(invitation.sent),
        SQLValue(invitation.detail), .time(invitation.created), .time(invitation.updated),
        .integer(invitation.version), SQLValue(invitation.person),
      ])
  }

  func update(_ invitation: Invitation) throws {
    guard invitation.version < .max else { throw StoreError.failed("the invitation's version is at its end") }
    try expecting(
      "the invitation changed",
      """
      UPDATE invitation SET id = ?, state = ?, due = ?, attempts = ?, attempted = ?, sent = ?, detail = ?, updated = ?,
        version = ?
      WHERE entry_id = ? AND version = ? RETURNING entry_id
      """,
      [
        .text(invitation.id), .text(invitation.state.rawValue), .time(invitation.due), .count(invitation.attempts),
        .time(invitation.attempted), .time(invitation.sent), SQLValue(invitation.detail), .time(invitation.updated),
        .integer(invitation.version + 1), .text(invitation.entryID), .integer(invitation.version),
      ])
  }

  func want(_ entryID: String, _ key: String?, _ since: Timestamp) throws {
    try connection.execute("DELETE FROM wanted_apple_id WHERE entry_id = ?", [.text(entryID)])
    guard let key else { return }
    try connection.execute(
      "INSERT INTO wanted_apple_id(entry_id, apple_id_key, since) VALUES(?, ?, ?)",
      [.text(entryID), .text(key), .time(since)])
  }
}
