import Directory
import JSON
import SQL
import Text

extension Application {
  mutating func insert(_ record: SourceRecord, _ content: [SQLValue], _ keys: [SourceKey]) throws {
    let place: [SQLValue] = [.provider(record.provider), .kind(record.kind), .text(record.id)]
    guard try connection.first("SELECT 1 FROM tombstone WHERE provider = ? AND kind = ? AND id = ?", place) == nil
    else { throw Unmet(reason: "the id belonged to a deleted \(record.kind.rawValue)") }
    try changing(
      "the id of the \(record.kind.rawValue) is taken",
      """
      INSERT INTO source_record(provider, kind, id, version, body, external_id, display_name, created, updated)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """,
      place + [.integer(record.version)] + content + names(record) + [.time(record.created), .time(record.updated)])
    try add(distinct(keys), to: record)
    try count(record.provider, record.kind, by: 1)
    if record.kind == .group { memberships.written(record.provider, record.id) }
  }

  mutating func update(
    _ record: SourceRecord, _ content: [SQLValue], _ expected: Int64, _ keys: [SourceKey]
  ) throws {
    try checkVersion(record.version, after: expected)
    try changing(
      "the \(record.kind.rawValue) changed",
      """
      UPDATE source_record SET version = ?, body = ?, external_id = ?, display_name = ?, updated = ?
      WHERE provider = ? AND kind = ? AND id = ? AND version = ?
      """,
      [.integer(record.version)] + content + names(record) + [
        .time(record.updated), .provider(record.provider), .kind(record.kind), .text(record.id), .integer(expected),
      ])
    try replaceKeys(of: record, with: distinct(keys))
    if record.kind == .group { memberships.written(record.provider, record.id) }
  }

  mutating func delete(_ provider: ProviderName, _ kind: EntryKind, _ id: String, _ expected: Int64) throws {
    let place: [SQLValue] = [.provider(provider), .kind(kind), .text(id)]
    let own = kind == .group ? try ownEdges(provider, id) : []
    let row = try connection.first(
      """
      DELETE FROM source_record WHERE provider = ? AND kind = ? AND id = ? AND version = ?
      RETURNING version, body, external_id
      """, place + [.integer(expected)])
    guard let row else { throw Unmet(reason: "the \(kind.rawValue) changed") }
    try connection.execute("DELETE FROM source_key WHERE provider = ? AND kind = ? AND source_id = ?", place)
    try connection.execute(
      "INSERT INTO tombstone(provider, kind, id, version, body, external_id, deleted) VALUES(?, ?, ?, ?, ?, ?, ?)",
      place + row.values + [.time(commit.at)])
    try count(provider, kind, by: -1)
    if kind == .group { memberships.deleted(provider, id) }
    try removeEdges(provider, id, own, externalID: try row.optionalText(2))
  }

  func expect(_ provider: ProviderName, _ kind: EntryKind, _ id: String, _ version: Int64) throws {
    try expecting(
      "the \(kind.rawValue) changed",
      "SELECT 1 FROM source_record WHERE provider = ? AND kind = ? AND id = ? AND version = ?",
      [.provider(provider), .kind(kind), .text(id), .integer(version)])
  }

  private func names(_ record: SourceRecord) -> [SQLValue] {
    [SQLValue(record.externalID), SQLValue(record.body["displayName"]?.string)]
  }

  private func count(_ provider: ProviderName, _ kind: EntryKind, by number: Int64) throws {
    try connection.execute(
      """
      INSERT INTO source_count(provider, kind, records) VALUES(?, ?, ?)
      ON CONFLICT(provider, kind) DO UPDATE SET records = source_count.records + excluded.records
      """,
      [.provider(provider), .kind(kind), .integer(number)])
  }
}

/// A key by its bytes.
private struct KeyPlace: Hashable {
  let attribute: ExactText
  let value: ExactText

  init(_ attribute: String, _ value: String) {
    self.attribute = ExactText(attribute)
    self.value = ExactText(value)
  }
}

extension Application {
  private func distinct(_ keys: [SourceKey]) -> [SourceKey] {
    var places: [KeyPlace: Int] = [:]
    var distinct: [SourceKey] = []
    for key in keys {
      if let place = places[KeyPlace(key.attribute, key.value)] {
        distinct[place].unique = distinct[place].unique || key.unique
      } else {
        places[KeyPlace(key.attribute, key.value)] = distinct.count
        distinct.append(key)
      }
    }
    return distinct
  }

  private func add(_ keys: [SourceKey], to record: SourceRecord) throws {
    let rows: [[SQLValue]] = keys.map {
      [
        .provider(record.provider), .kind(record.kind), .text(record.id), .text($0.attribute), .text($0.value),
        $0.unique ? 1 : 0,
      ]
    }
    let columns = ["provider", "kind", "source_id", "attribute", "value", "is_unique"]
    let bulk = Bulk(connection: connection)
    let added = try bulk.insert(into: "source_key", columns, rows, "ON CONFLICT DO NOTHING RETURNING attribute")
    guard added.count == rows.count else {
      throw Unmet(reason: "a unique value of the \(record.kind.rawValue) is taken")
    }
  }

  /// A value that became unique while two records had it belongs to neither alone: who comes second has it as before.
  func rekey(_ record: SourceRecord, _ keys: [SourceKey]) throws {
    try expect(record.provider, record.kind, record.id, record.version)
    let open = try distinct(keys).map { key in
      guard key.unique, try isOwned(key, besides: record) else { return key }
      return SourceKey(attribute: key.attribute, value: key.value)
    }
    try replaceKeys(of: record, with: open)
  }

  private func isOwned(_ key: SourceKey, besides record: SourceRecord) throws -> Bool {
    try !connection.query(
      """
      SELECT 1 FROM source_key
      WHERE provider = ? AND kind = ? AND attribute = ? AND value = ? AND is_unique = 1 AND source_id <> ?
      """,
      [.provider(record.provider), .kind(record.kind), .text(key.attribute), .text(key.value), .text(record.id)]
    ).isEmpty
  }

  private func replaceKeys(of record: SourceRecord, with keys: [SourceKey]) throws {
    let place: [SQLValue] = [.provider(record.provider), .kind(record.kind), .text(record.id)]
    let rows = try connection.query(
      "SELECT attribute, value, is_unique FROM source_key WHERE provider = ? AND kind = ? AND source_id = ?", place)
    var old: [KeyPlace: Bool] = [:]
    for row in rows { old[KeyPlace(try row.text(0), try row.text(1))] = try row.integer(2) == 1 }
    let new = Dictionary(keys.map { (KeyPlace($0.attribute, $0.value), $0.unique) }) { $0 || $1 }
    for (key, unique) in old where new[key] != unique {
      try connection.execute(
        "DELETE FROM source_key WHERE provider = ? AND kind = ? AND source_id = ? AND attribute = ? AND value = ?",
        place + [.text(key.attribute.text), .text(key.value.text)])
    }
    try add(keys.filter { old[KeyPlace($0.attribute, $0.value)] != $0.unique }, to: record)
  }
}
