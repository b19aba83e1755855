import Directory
import JSON
import SQL
import Text

/// Appends a commit's entries to its provider's chain, within the writer's transaction.
struct AuditTrail {
  let connection: any SQLConnection
  let commit: Commit

  /// An entry to write, and the value of the member that it is about.
  struct Item {
    var draft: AuditDraft
    var member: String?
  }

  /// Numbers, hashes and writes the entries; the head moves on with them.
  func append(_ items: [Item]) throws {
    guard !items.isEmpty else { return }
    try register()
    var (sequence, previous) = try head()
    var entries: [[SQLValue]] = []
    var values: [[SQLValue]] = []
    for item in items {
      sequence += 1
      let id = UUIDv7(at: commit.at).description
      let line = AuditLine(item.draft, of: commit, sequence: sequence, id: id)
      let hash = AuditLine.hash(previous, line.text)
      entries.append(row(item, line.text, id: id, sequence: sequence, previous: previous, hash: hash))
      values += line.values.map { row($0, sequence) }
      previous = hash
    }
    let bulk = Bulk(connection: connection)
    try bulk.insert(into: "audit_entry", Self.entryColumns, entries)
    try bulk.insert(into: "audit_value", Self.valueColumns, values)
    try move(to: sequence, previous)
  }

  /// Notes the provider and the name of its IdP.
  func register() throws {
    try connection.execute(
      """
      INSERT INTO provider(name, idp, first_seen) VALUES(?, ?, ?)
      ON CONFLICT(name) DO UPDATE SET idp = excluded.idp WHERE provider.idp <> excluded.idp
      """,
      [.provider(commit.provider.name), .text(commit.provider.idp), .time(commit.at)])
  }

  private func head() throws -> (Int64, String) {
    let row = try connection.first(
      "SELECT seq, hash FROM chain_head WHERE provider = ?", [.provider(commit.provider.name)])
    guard let row else { return (0, AuditLine.origin) }
    return (try row.integer(0), try row.text(1))
  }

  private func move(to sequence: Int64, _ hash: String) throws {
    try connection.execute(
      """
      INSERT INTO chain_head(provider, seq, hash) VALUES(?, ?, ?)
      ON CONFLICT(provider) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
      """,
      [.provider(commit.provider.name), .integer(sequence), .text(hash)])
  }

  private static let entryColumns = [
    "provider", "seq", "id", "at", "kind", "outcome", "resource_id", "entry_id", "member", "count", "line", "previous",
    "hash",
  ]
  private static let valueColumns = ["provider", "seq", "name", "part", "salt", "value"]

  private func row(
    _ item: Item, _ line: String, id: String, sequence: Int64, previous: String, hash: String
  ) -> [SQLValue] {
    [
      .provider(commit.provider.name), .integer(sequence), .text(id), .time(commit.at),
      .text(item.draft.kind.rawValue), .text(item.draft.outcome.rawValue), SQLValue(item.draft.resourceID),
      SQLValue(item.draft.directory?.entryID), SQLValue(item.member), .count(item.draft.count), .text(line),
      .text(previous), .text(hash),
    ]
  }

  private func row(_ value: SaltedValue, _ sequence: Int64) -> [SQLValue] {
    [
      .provider(commit.provider.name), .integer(sequence), .text(value.name), .text(value.part.rawValue),
      .blob(value.salt), .text(value.text),
    ]
  }
}
