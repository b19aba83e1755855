public import Directory
import SQL
import Text

extension Snapshot {
  /// A page of the records by ascending id, `offset` of them passed over (RFC 7644 §3.4.2.4 pages by number).
  /// - Complexity: O(offset + limit), along the index.
  public func sources(
    _ provider: ProviderName, _ kind: EntryKind, offset: Int, limit: Int
  ) throws -> [SourceRecord] {
    try rows(
      """
      SELECT \(SourceRecord.columns) FROM source_record r
      WHERE r.provider = ? AND r.kind = ? ORDER BY r.id LIMIT ? OFFSET ?
      """,
      [.provider(provider), .kind(kind), .count(limit), .count(offset)], SourceRecord.init)
  }

  /// Whether a user or group of the provider has the value as its id or externalId.
  public func isKnown(_ provider: ProviderName, value: String) throws -> Bool {
    try !Known(connection: connection).among([value], provider).isEmpty
  }

  /// The entry of the provider's record that has the value as its id, else as its externalId.
  public func entryID(_ provider: ProviderName, _ kind: EntryKind, sourceValue: String) throws -> String? {
    if let link = try link(provider, kind, sourceID: sourceValue) { return link.entryID }
    let record = try sources(provider, kind, externalID: sourceValue).first
    return try record.flatMap { try link(provider, kind, sourceID: $0.id)?.entryID }
  }

  /// The users whose IdP wants another user name than the directory keeps.
  /// - Complexity: O(users): an administrator's verb, no request's.
  public func usersWithWithheldNames() throws -> [DirectoryUser] {
    try rows(
      """
      SELECT \(DirectoryUser.columns) FROM directory_user e
      WHERE e.state <> 'tombstone' AND e.provenance LIKE '%"withheld":%' ORDER BY e.id
      """, [], DirectoryUser.init)
  }

  /// The SCIM ids under which the audit trail knows an entry, and the provider that wrote of it last.
  public func auditTraces(ofEntry id: String) throws -> (resourceIDs: [String], provider: ProviderIdentity?) {
    let resources = try rows(
      "SELECT DISTINCT resource_id FROM audit_entry WHERE entry_id = ? AND resource_id IS NOT NULL ORDER BY resource_id",
      [.text(id)]
    ) { try $0.text(0) }
    let provider = try first(
      """
      SELECT p.name, p.idp FROM audit_entry a JOIN provider p ON p.name = a.provider
      WHERE a.entry_id = ? ORDER BY a.position DESC LIMIT 1
      """, [.text(id)]
    ) { ProviderIdentity(name: try $0.provider(0), idp: try $0.text(1)) }
    return (resources, provider)
  }

  /// The entry that the audit trail last named beside a source record, gone ones included.
  public func auditEntryID(ofResource id: String) throws -> String? {
    try first(
      """
      SELECT entry_id FROM audit_entry WHERE resource_id = ? AND entry_id IS NOT NULL ORDER BY position DESC LIMIT 1
      """, [.text(id)]
    ) { try $0.text(0) }
  }

  /// The users that were deleted and bore a name, folded, which may be another's by now.
  /// - Complexity: O(tombstones): an administrator's verb, no request's.
  public func deletedUsers(nameKey: String) throws -> [DirectoryUser] {
    var found: [DirectoryUser] = []
    var last = ""
    while true {
      let page = try rows(
        """
        SELECT \(DirectoryUser.columns) FROM directory_user e
        WHERE e.state = 'tombstone' AND e.id > ? ORDER BY e.id LIMIT 1000
        """, [.text(last)], DirectoryUser.init)
      found += page.filter { $0.userName.map(fold) == nameKey }
      guard page.count == 1000, let end = page.last else { return found }
      last = end.id
    }
  }

  /// How many values the audit trail keeps of these resources and entries.
  public func auditValueCount(of ids: [String]) throws -> Int {
    var entries: [String: Int64] = [:]
    for id in ids {
      let found = try rows(
        """
        SELECT a.provider, a.seq, COUNT(*) FROM audit_value v
        JOIN audit_entry a ON a.provider = v.provider AND a.seq = v.seq
        WHERE a.resource_id = ? OR a.entry_id = ? OR a.member = ? GROUP BY a.provider, a.seq
        """, [.text(id), .text(id), .text(id)]
      ) { ("\(try $0.text(0)) \(try $0.integer(1))", try $0.integer(2)) }
      entries.merge(found) { first, _ in first }
    }
    return Int(entries.values.reduce(0, +))
  }

  /// The externalIds of deleted records, provider by provider, that nobody else of the provider has now.
  public func abandonedExternalIDs(of ids: [String]) throws -> [(provider: ProviderName, value: String)] {
    try providers().flatMap { provider in
      try ids.compactMap { try tombstone(provider.name, .user, id: $0)?.externalID }
        .filter { try !isKnown(provider.name, value: $0) }.map { (provider.name, $0) }
    }
  }

  /// The place of the newest audit entry, 0 while there is none.
  public func lastAuditPosition() throws -> Int64 {
    try first("SELECT position FROM audit_entry ORDER BY position DESC LIMIT 1", []) { try $0.integer(0) } ?? 0
  }
}
