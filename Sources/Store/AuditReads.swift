import Directory
import JSON
import SQL
import Text

extension Snapshot {
  /// The audit entries that a query asks for, in their order unless it wants the latest first.
  public func audit(_ query: AuditQuery) throws -> [AuditEntry] {
    let condition = try AuditCondition(query, on: self)
    let order = query.newestFirst ? "DESC" : "ASC"
    let rows = try connection.query(
      "SELECT \(AuditEntry.columns) FROM audit_entry WHERE \(condition.text) ORDER BY position \(order) LIMIT ?",
      condition.values + [.count(query.limit)])
    return try rows.map { try entry($0) }
  }

  /// How often what happened, by provider, day and kind; the limit and the order of the query don't count.
  public func auditSummary(_ query: AuditQuery = AuditQuery()) throws -> [AuditSummary] {
    let condition = try AuditCondition(query, on: self)
    return try rows(
      """
      SELECT provider, at / 86400000, kind, CAST(SUM(count) AS BIGINT) FROM audit_entry WHERE \(condition.text)
      GROUP BY provider, at / 86400000, kind ORDER BY provider, at / 86400000, kind
      """, condition.values
    ) { row in
      let (day, overflows) = try row.integer(1).multipliedReportingOverflow(by: 86_400_000)
      let midnight = Timestamp(milliseconds: overflows ? 0 : day)
      return AuditSummary(
        provider: try row.provider(0), day: String(midnight.description.prefix(10)),
        kind: AuditKind(rawValue: try row.text(2)), count: try row.integer(3))
    }
  }

  /// The end of every provider's chain, by provider: to be kept off the store.
  public func chainHeads() throws -> [ChainHead] {
    try rows("SELECT provider, seq, hash FROM chain_head ORDER BY provider", []) {
      ChainHead(provider: try $0.provider(0), sequence: try $0.integer(1), hash: try $0.text(2))
    }
  }

  private func entry(_ row: SQLRow) throws -> AuditEntry {
    let place: [SQLValue] = [.text(try row.text(1)), .integer(try row.integer(2))]
    let values = try rows(
      "SELECT name, part, salt, value FROM audit_value WHERE provider = ? AND seq = ?", place, SaltedValue.init)
    return try AuditEntry(row, line: row.object(6), values: values)
  }
}

/// The condition of a query, so written that an index leads to what it asks for.
private struct AuditCondition {
  private(set) var text = ""
  private(set) var values: [SQLValue] = []

  init(_ query: AuditQuery, on snapshot: Snapshot) throws {
    require("position > ?", [.integer(query.after ?? .min)])
    if let provider = query.provider { require("provider = ?", [.provider(provider)]) }
    if let sequence = query.afterSequence { require("seq > ?", [.integer(sequence)]) }
    if query.refusedOnly { require("outcome = 'refused'") }
    if let since = query.since { require("at >= ?", [.time(since)]) }
    if let until = query.until { require("at < ?", [.time(until)]) }
    if !query.kinds.isEmpty {
      let marks = Array(repeating: "?", count: query.kinds.count).joined(separator: ", ")
      require("kind IN (\(marks))", query.kinds.map { .text($0.rawValue) })
    }
    if !query.users.isEmpty { try requireUsers(query.users, snapshot) }
  }

  private mutating func require(_ condition: String, _ values: [SQLValue] = []) {
    text += (text.isEmpty ? "" : " AND ") + condition
    self.values += values
  }

  /// About the resources or entries themselves, or a membership of them under any value that links or trail know.
  private mutating func requireUsers(_ users: [String], _ snapshot: Snapshot) throws {
    let ids = try users + users.flatMap { try snapshot.auditTraces(ofEntry: $0).resourceIDs }
    let links = try users.flatMap { try snapshot.links(of: $0) }
    let members = ids + links.map(\.sourceID)
    let external =
      try links.compactMap { link in link.externalID.map { (provider: link.provider.name, value: $0) } }
      + snapshot.deletedExternalIDs(of: ids)
    func marks(_ values: [String]) -> String { Array(repeating: "?", count: values.count).joined(separator: ", ") }
    // An externalId means somebody only at the provider that gave it.
    let own = external.map { _ in "UNION SELECT position FROM audit_entry WHERE member = ? AND provider = ?" }
    require(
      """
      position IN (SELECT position FROM audit_entry WHERE resource_id IN (\(marks(users)))
        UNION SELECT position FROM audit_entry WHERE entry_id IN (\(marks(users)))
        UNION SELECT position FROM audit_entry WHERE member IN (\(marks(members))) \(own.joined(separator: " ")))
      """,
      (users + users + members).map { .text($0) } + external.flatMap { [.text($0.value), .provider($0.provider)] })
  }
}

extension Snapshot {
  /// The externalIds that deleted records bore, each with its provider.
  fileprivate func deletedExternalIDs(of ids: [String]) throws -> [(provider: ProviderName, value: String)] {
    try ids.flatMap { id in
      try rows("SELECT provider, external_id FROM tombstone WHERE id = ? AND external_id IS NOT NULL", [.text(id)]) {
        (provider: try $0.provider(0), value: try $0.text(1))
      }
    }
  }
}
