import Directory
import SQL

/// Erases what is kept of a person who is gone: the chains keep digests of salted values, without salt and value.
struct Erasure {
  let connection: any SQLConnection

  /// Erases the values of every audit entry about one of the ids, and the bodies of their tombstones.
  func erase(_ ids: [String]) throws {
    for id in ids {
      for row in try connection.query(Self.entries, [.text(id), .text(id), .text(id)]) {
        try connection.execute("DELETE FROM audit_value WHERE provider = ? AND seq = ?", row.values)
      }
      try connection.execute("UPDATE audit_entry SET member = NULL WHERE member = ?", [.text(id)])
      try connection.execute("UPDATE invitation SET person = NULL WHERE entry_id = ?", [.text(id)])
      try connection.execute("UPDATE tombstone SET body = NULL, external_id = NULL WHERE id = ?", [.text(id)])
      try connection.execute(
        """
        UPDATE directory_user SET attributes = '{"active":false}', custom = '{}', provenance = '{}'
        WHERE id = ? AND state = 'tombstone'
        """, [.text(id)])
    }
  }

  /// Erases the values of a provider's audit entries about memberships of that value.
  func erase(_ value: String, of provider: ProviderName) throws {
    try connection.execute(
      """
      DELETE FROM audit_value WHERE provider = ? AND seq IN (
        SELECT seq FROM audit_entry WHERE provider = ? AND member = ?)
      """, [.provider(provider), .provider(provider), .text(value)])
    try connection.execute(
      "UPDATE audit_entry SET member = NULL WHERE provider = ? AND member = ?", [.provider(provider), .text(value)])
  }

  private static let entries = """
    SELECT provider, seq FROM audit_entry WHERE resource_id = ?
    UNION SELECT provider, seq FROM audit_entry WHERE entry_id = ?
    UNION SELECT provider, seq FROM audit_entry WHERE member = ?
    """
}
