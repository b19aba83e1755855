import Directory
import SQL
import Text

extension Application {
  func insert(_ token: TokenRow) throws {
    try expecting(
      "the token's id, digest or slot is taken",
      """
      INSERT INTO scim_token(\(TokenRow.columns)) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING RETURNING id
      """,
      [
        .text(token.id), .provider(token.provider), .count(token.slot), .blob(token.digest),
        .text(token.state.rawValue), SQLValue(token.label), .time(token.created), .text(token.createdBy),
        .time(token.expires), .time(token.lastUsed), SQLValue(token.lastUsedFrom), SQLValue(token.graceDigest),
        .time(token.graceUntil), .integer(token.version),
      ])
  }

  func update(_ token: TokenRow) throws {
    guard token.version < .max else { throw StoreError.failed("the token's version is at its end") }
    try expecting(
      "the token changed, or its digest is taken",
      """
      UPDATE scim_token SET digest = ?, state = ?, label = ?, expires = ?, last_used = ?, last_used_from = ?,
        grace_digest = ?, grace_until = ?, version = ?
      WHERE id = ? AND version = ? AND NOT EXISTS (SELECT 1 FROM scim_token o WHERE o.digest = ? AND o.id <> ?)
      RETURNING id
      """,
      [
        .blob(token.digest), .text(token.state.rawValue), SQLValue(token.label), .time(token.expires),
        .time(token.lastUsed), SQLValue(token.lastUsedFrom), SQLValue(token.graceDigest), .time(token.graceUntil),
        .integer(token.version + 1), .text(token.id), .integer(token.version), .blob(token.digest), .text(token.id),
      ])
  }

  func delete(_ token: TokenRow, _ at: Timestamp) throws {
    try expecting(
      "the token changed", "DELETE FROM scim_token WHERE id = ? AND version = ? RETURNING id",
      [.text(token.id), .integer(token.version)])
    try connection.execute(
      "INSERT INTO token_tombstone(id, provider, digest, deleted) VALUES(?, ?, ?, ?)",
      [.text(token.id), .provider(token.provider), .blob(token.digest), .time(at)])
  }

  func touch(_ id: String, _ lastUsed: Timestamp, _ from: String?) throws {
    try connection.execute(
      "UPDATE scim_token SET last_used = ?, last_used_from = ? WHERE id = ? AND COALESCE(last_used, 0) <= ?",
      [.time(lastUsed), SQLValue(from), .text(id), .time(lastUsed)])
  }
}
