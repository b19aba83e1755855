public import Directory
import SQL

extension Snapshot {
  /// The record with that SCIM id.
  public func source(_ provider: ProviderName, _ kind: EntryKind, id: String) throws -> SourceRecord? {
    try first(
      "SELECT \(SourceRecord.columns) FROM source_record r WHERE r.provider = ? AND r.kind = ? AND r.id = ?",
      [.provider(provider), .kind(kind), .text(id)], SourceRecord.init)
  }

  /// The records that have a value under a key, by ascending id, those after `after`.
  public func sources(
    _ provider: ProviderName, _ kind: EntryKind, attribute: String, value: String, after: String? = nil,
    limit: Int = .max
  ) throws -> [SourceRecord] {
    try rows(
      """
      SELECT \(SourceRecord.columns) FROM source_key k
      JOIN source_record r ON r.provider = k.provider AND r.kind = k.kind AND r.id = k.source_id
      WHERE k.provider = ? AND k.kind = ? AND k.attribute = ? AND k.value = ? AND k.source_id > ?
      ORDER BY k.source_id LIMIT ?
      """,
      [
        .provider(provider), .kind(kind), .text(attribute), .text(value), .text(after ?? ""), .count(limit),
      ], SourceRecord.init)
  }

  /// The records that have a key's attribute and value, by ascending id.
  public func sources(_ provider: ProviderName, _ kind: EntryKind, key: SourceKey) throws -> [SourceRecord] {
    try sources(provider, kind, attribute: key.attribute, value: key.value)
  }

  /// The records with that `externalId`, by ascending id.
  public func sources(_ provider: ProviderName, _ kind: EntryKind, externalID: String) throws -> [SourceRecord] {
    try rows(
      """
      SELECT \(SourceRecord.columns) FROM source_record r
      WHERE r.provider = ? AND r.kind = ? AND r.external_id = ? ORDER BY r.id
      """,
      [.provider(provider), .kind(kind), .text(externalID)], SourceRecord.init)
  }

  /// A page of the records, by ascending id, those after `after`.
  public func sources(
    _ provider: ProviderName, _ kind: EntryKind, after: String?, limit: Int
  ) throws -> [SourceRecord] {
    try rows(
      """
      SELECT \(SourceRecord.columns) FROM source_record r
      WHERE r.provider = ? AND r.kind = ? AND r.id > ? ORDER BY r.id LIMIT ?
      """,
      [.provider(provider), .kind(kind), .text(after ?? ""), .count(limit)], SourceRecord.init)
  }

  /// The keys that a record has.
  public func keys(of record: SourceRecord) throws -> Set<SourceKey> {
    Set(
      try rows(
        "SELECT attribute, value, is_unique FROM source_key WHERE provider = ? AND kind = ? AND source_id = ?",
        [.provider(record.provider), .kind(record.kind), .text(record.id)]
      ) { SourceKey(attribute: try $0.text(0), value: try $0.text(1), unique: try $0.integer(2) == 1) })
  }

  /// How many records there are.
  /// - Complexity: O(1); it is counted as they come and go.
  public func sourceCount(_ provider: ProviderName, _ kind: EntryKind) throws -> Int {
    let count = try first(
      "SELECT records FROM source_count WHERE provider = ? AND kind = ?", [.provider(provider), .kind(kind)]
    ) { try $0.integer(0) }
    return Int(count ?? 0)
  }

  /// What is left of a deleted record.
  public func tombstone(_ provider: ProviderName, _ kind: EntryKind, id: String) throws -> Tombstone? {
    try first(
      "SELECT version, body, external_id, deleted FROM tombstone WHERE provider = ? AND kind = ? AND id = ?",
      [.provider(provider), .kind(kind), .text(id)]
    ) { row in
      Tombstone(
        provider: provider, kind: kind, id: id, version: try row.integer(0),
        body: row.isNull(1) ? nil : try row.object(1), externalID: try row.optionalText(2),
        deleted: try row.timestamp(3))
    }
  }

  /// The providers that ever wrote here, by name, with the IdPs that they had last.
  public func providers() throws -> [ProviderIdentity] {
    try rows("SELECT name, idp FROM provider ORDER BY name", []) {
      ProviderIdentity(name: try $0.provider(0), idp: try $0.text(1))
    }
  }
}
