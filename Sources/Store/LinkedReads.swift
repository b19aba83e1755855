public import Directory
import SQL

/// A source record with the directory entry that follows it.
public struct Linked<Entry: Sendable>: Sendable {
  /// The record.
  public var record: SourceRecord
  /// What ties it to its entry; nil when it has none.
  public var link: Link?
  /// The entry.
  public var entry: Entry?
  /// What holds the entry.
  public var holds: [Hold]
}

extension Snapshot {
  /// A page of a provider's users by ascending id, after `after` and up to `through`, each with its directory user.
  /// - Complexity: O(limit), along the indexes.
  public func linkedUsers(
    _ provider: ProviderName, after: String?, through: String? = nil, limit: Int = .max
  ) throws -> [Linked<DirectoryUser>] {
    try linked("directory_user", .user, provider, after, through, limit, DirectoryUser.init)
  }

  /// A page of a provider's groups by ascending id, after `after` and up to `through`, each with its directory group.
  /// - Complexity: O(limit), along the indexes.
  public func linkedGroups(
    _ provider: ProviderName, after: String?, through: String? = nil, limit: Int = .max
  ) throws -> [Linked<DirectoryGroup>] {
    try linked("directory_group", .group, provider, after, through, limit, DirectoryGroup.init)
  }

  /// The greatest id of a provider's records.
  public func lastSource(_ provider: ProviderName, _ kind: EntryKind) throws -> String? {
    try first(
      "SELECT id FROM source_record WHERE provider = ? AND kind = ? AND id > ? ORDER BY id DESC LIMIT 1",
      [.provider(provider), .kind(kind), .text("")]
    ) { try $0.text(0) }
  }

  /// The ids of a provider's records, by ascending id: every `step`th, and the last.
  /// - Complexity: O(records), along the index.
  public func sourceMarks(_ provider: ProviderName, _ kind: EntryKind, every step: Int) throws -> [String] {
    var marks: [String] = []
    var last: String?
    while true {
      let ids = try rows(
        "SELECT id FROM source_record WHERE provider = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?",
        [.provider(provider), .kind(kind), .text(last ?? ""), .count(step)]
      ) { try $0.text(0) }
      guard let end = ids.last else { return marks }
      marks.append(end)
      last = end
    }
  }

  private func linked<Entry: Sendable>(
    _ table: String, _ kind: EntryKind, _ provider: ProviderName, _ after: String?, _ through: String?, _ limit: Int,
    _ entry: (SQLRow) throws -> Entry
  ) throws -> [Linked<Entry>] {
    let upTo = through == nil ? "" : "AND r.id <= ?"
    return try rows(
      """
      SELECT \(SourceRecord.columns), \(Link.qualified), \(DirectoryUser.columns),
        EXISTS (SELECT 1 FROM hold h WHERE h.entry_id = l.entry_id)
      FROM source_record r
      LEFT JOIN link l ON l.provider = r.provider AND l.kind = r.kind AND l.source_id = r.id
      LEFT JOIN \(table) e ON e.id = l.entry_id
      WHERE r.provider = ? AND r.kind = ? AND r.id > ? \(upTo) ORDER BY r.id LIMIT ?
      """,
      [.provider(provider), .kind(kind), .text(after ?? "")] + (through.map { [.text($0)] } ?? []) + [.count(limit)]
    ) { row in
      let link = row.isNull(8) ? nil : try Link(row.columns(8..<14))
      let isHeld = try !row.isNull(14) && row.integer(22) != 0
      return Linked(
        record: try SourceRecord(row), link: link, entry: row.isNull(14) ? nil : try entry(row.columns(14..<22)),
        holds: isHeld ? try holds(link?.entryID) : [])
    }
  }
}

extension Link {
  fileprivate static let qualified = "l.provider, l.idp, l.kind, l.source_id, l.external_id, l.entry_id"
}

extension SQLRow {
  fileprivate func columns(_ range: Range<Int>) -> SQLRow { SQLRow(Array(values[range])) }
}
