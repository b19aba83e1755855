import Directory
import SQL
import Text

/// The audit entries of one transaction: numbered and chained as commits give them, written together before it ends.
///
/// So a chain's head is read and moved once, however many commits share the transaction.
final class AuditTrail {
  /// An entry on its way: what it says, and the value of the member that it is about.
  struct Item: Sendable {
    let draft: AuditDraft
    let line: AuditLine
    let member: String?

    /// Works out all of an entry but its number.
    init(_ draft: AuditDraft, of commit: Commit, member: String? = nil) {
      self.draft = draft
      self.member = member
      line = AuditLine(draft, of: commit)
    }
  }

  /// How far the trail was at some moment.
  struct Mark {
    fileprivate var heads: [ProviderName: Head]
    fileprivate var providers: [ProviderName: Seen]
    fileprivate var entries: Int
    fileprivate var values: Int
  }

  fileprivate struct Head {
    var sequence: Int64
    var hash: String
  }

  fileprivate struct Seen {
    var idp: String
    var first: Timestamp
  }

  private let connection: any SQLConnection
  private var heads: [ProviderName: Head] = [:]
  private var providers: [ProviderName: Seen] = [:]
  private var entries: [[SQLValue]] = []
  private var values: [[SQLValue]] = []

  init(_ connection: any SQLConnection) { self.connection = connection }

  /// Notes who writes, and puts the entries at the end of that provider's chain.
  func append(_ items: [Item], of commit: Commit) throws {
    note(commit)
    guard !items.isEmpty else { return }
    let provider = commit.provider.name
    var head = try heads[provider] ?? storedHead(of: provider)
    for item in items {
      let previous = head.hash
      head.sequence += 1
      let line = item.line.text(head.sequence)
      head.hash = AuditLine.hash(previous, line)
      entries.append(item.row(of: commit, line, head.sequence, previous: previous, hash: head.hash))
      values += item.line.values.map { $0.row(provider, head.sequence) }
    }
    heads[provider] = head
  }

  /// Writes what was appended, and moves the heads of the chains.
  func write() throws {
    for (name, seen) in providers { try register(name, seen) }
    let bulk = Bulk(connection: connection)
    try bulk.insert(into: "audit_entry", Self.entryColumns, entries)
    try bulk.insert(into: "audit_value", Self.valueColumns, values)
    for (name, head) in heads { try move(name, to: head) }
    entries.removeAll()
    values.removeAll()
  }

  /// How many entries wait to be written.
  var count: Int { entries.count }

  /// Whether everything that was appended has been written.
  var isWritten: Bool { entries.isEmpty }

  /// Where the trail is now.
  var mark: Mark { Mark(heads: heads, providers: providers, entries: entries.count, values: values.count) }

  /// Takes back what was appended since.
  func revert(to mark: Mark) {
    heads = mark.heads
    providers = mark.providers
    entries.removeLast(entries.count - mark.entries)
    values.removeLast(values.count - mark.values)
  }

  private func note(_ commit: Commit) {
    let first = providers[commit.provider.name]?.first ?? commit.at
    providers[commit.provider.name] = Seen(idp: commit.provider.idp, first: first)
  }

  private func storedHead(of provider: ProviderName) throws -> Head {
    let row = try connection.first("SELECT seq, hash FROM chain_head WHERE provider = ?", [.provider(provider)])
    guard let row else { return Head(sequence: 0, hash: AuditLine.origin) }
    return Head(sequence: try row.integer(0), hash: try row.text(1))
  }

  /// Notes the provider and the name of its IdP.
  private func register(_ name: ProviderName, _ seen: Seen) throws {
    try connection.execute(
      """
      INSERT INTO provider(name, idp, first_seen) VALUES(?, ?, ?)
      ON CONFLICT(name) DO UPDATE SET idp = excluded.idp WHERE provider.idp <> excluded.idp
      """,
      [.provider(name), .text(seen.idp), .time(seen.first)])
  }

  private func move(_ provider: ProviderName, to head: Head) throws {
    try connection.execute(
      """
      INSERT INTO chain_head(provider, seq, hash) VALUES(?, ?, ?)
      ON CONFLICT(provider) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
      """,
      [.provider(provider), .integer(head.sequence), .text(head.hash)])
  }

  private static let entryColumns = [
    "provider", "seq", "id", "at", "kind", "outcome", "resource_id", "entry_id", "member", "count", "line", "previous",
    "hash",
  ]
  private static let valueColumns = ["provider", "seq", "name", "part", "salt", "value"]
}

extension AuditTrail.Item {
  fileprivate func row(
    of commit: Commit, _ line: String, _ sequence: Int64, previous: String, hash: String
  ) -> [SQLValue] {
    [
      .provider(commit.provider.name), .integer(sequence), .text(self.line.id), .time(commit.at),
      .text(draft.kind.rawValue), .text(draft.outcome.rawValue), SQLValue(draft.resourceID),
      SQLValue(draft.directory?.entryID), SQLValue(member), .count(draft.count), .text(line), .text(previous),
      .text(hash),
    ]
  }
}

extension SaltedValue {
  fileprivate func row(_ provider: ProviderName, _ sequence: Int64) -> [SQLValue] {
    [.provider(provider), .integer(sequence), .text(name), .text(part.rawValue), .blob(salt), .text(text)]
  }
}
