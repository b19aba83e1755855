public import Directory
import JSON
import SQL
import Text

/// A source record whose body is left as it is stored: for who passes it on without a look.
public struct UnreadSource: Sendable {
  /// The record; its body is empty here.
  public var record: SourceRecord
  /// The body as compact JSON.
  public var body: String
  /// Whether a group of the provider has a member of its id or externalId.
  public var isMember: Bool
}

extension Snapshot {
  private static let columns = """
    r.id, r.version, r.body, r.external_id, r.created, r.updated, \
    CASE WHEN EXISTS(SELECT 1 FROM membership m WHERE m.provider = r.provider AND m.value IN (r.id, r.external_id)) \
    THEN 1 ELSE 0 END
    """
  private static let byID =
    "SELECT \(columns) FROM source_record r WHERE r.provider = ? AND r.kind = ? AND r.id = ?"
  private static let byKey = """
    SELECT \(columns) FROM source_key k
    JOIN source_record r ON r.provider = k.provider AND r.kind = k.kind AND r.id = k.source_id
    WHERE k.provider = ? AND k.kind = ? AND k.attribute = ? AND k.value = ? ORDER BY k.source_id LIMIT ?
    """

  /// The record with that SCIM id.
  public func unreadSource(_ provider: ProviderName, _ kind: EntryKind, id: String) throws -> UnreadSource? {
    try first(Self.byID, [.provider(provider), .kind(kind), .text(id)]) { try UnreadSource(provider, kind, $0) }
  }

  /// The first records, by ascending id, that have a value under a key.
  public func unreadSources(
    _ provider: ProviderName, _ kind: EntryKind, attribute: String, value: String, limit: Int
  ) throws -> [UnreadSource] {
    try rows(Self.byKey, [.provider(provider), .kind(kind), .text(attribute), .text(value), .count(limit)]) {
      try UnreadSource(provider, kind, $0)
    }
  }
}

extension UnreadSource {
  fileprivate init(_ provider: ProviderName, _ kind: EntryKind, _ row: SQLRow) throws {
    record = SourceRecord(
      provider: provider, kind: kind, id: try row.text(0), version: try row.integer(1), body: JSONObject(),
      externalID: try row.optionalText(3), created: try row.timestamp(4), updated: try row.timestamp(5))
    body = try row.text(2)
    isMember = try row.integer(6) == 1
  }
}
