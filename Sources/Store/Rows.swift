import Directory
import JSON
import SQL
import Text

extension SQLRow {
  /// A stored JSON object.
  func object(_ column: Int) throws -> JSONObject {
    guard let object = try JSON(parsing: text(column), limits: .stored).object else { throw damaged("a JSON object") }
    return object
  }

  /// A stored instant.
  func timestamp(_ column: Int) throws -> Timestamp { Timestamp(milliseconds: try integer(column)) }

  /// A stored instant, or nil.
  func optionalTimestamp(_ column: Int) throws -> Timestamp? {
    try optionalInteger(column).map { Timestamp(milliseconds: $0) }
  }

  /// A stored provider's name.
  func provider(_ column: Int) throws -> ProviderName {
    guard let name = ProviderName.reading(try text(column)) else { throw damaged("a provider's name") }
    return name
  }

  /// A stored word of a closed set.
  func word<Word: RawRepresentable>(_ column: Int, _ type: Word.Type) throws -> Word where Word.RawValue == String {
    guard let word = Word(rawValue: try text(column)) else { throw damaged("\(type)") }
    return word
  }

  private func damaged(_ expected: String) -> SQLError {
    SQLError(.corrupt, code: "row", message: "what is stored isn't \(expected)")
  }
}

extension JSONLimits {
  /// What we wrote ourselves was checked when it came in; names that differ in case may stand side by side.
  static let stored = JSONLimits(depth: 64, namesIgnoreCase: false)
}

extension SQLValue {
  static func provider(_ name: ProviderName) -> SQLValue { .text(name.description) }
  static func kind(_ kind: EntryKind) -> SQLValue { .text(kind.rawValue) }
  static func time(_ time: Timestamp) -> SQLValue { .integer(time.milliseconds) }
  static func time(_ time: Timestamp?) -> SQLValue { SQLValue(time?.milliseconds) }
  static func json(_ object: JSONObject) -> SQLValue { .text(JSON.object(object).description) }
  static func count(_ number: Int) -> SQLValue { .integer(Int64(number)) }
}

extension SourceRecord {
  static let columns = "r.provider, r.kind, r.id, r.version, r.body, r.external_id, r.created, r.updated"

  init(_ row: SQLRow) throws {
    self.init(
      provider: try row.provider(0), kind: try row.word(1, EntryKind.self), id: try row.text(2),
      version: try row.integer(3), body: try row.object(4), externalID: try row.optionalText(5),
      created: try row.timestamp(6), updated: try row.timestamp(7))
  }
}

extension DirectoryUser {
  static let columns = "e.id, e.state, e.attributes, e.custom, e.provenance, e.version, e.created, e.updated"

  init(_ row: SQLRow) throws {
    self.init(
      id: try row.text(0), state: try row.word(1, EntryState.self), attributes: try row.object(2),
      custom: try row.object(3), provenance: try row.object(4), version: try row.integer(5),
      created: try row.timestamp(6), updated: try row.timestamp(7))
  }
}

extension DirectoryGroup {
  static let columns = DirectoryUser.columns

  init(_ row: SQLRow) throws {
    self.init(
      id: try row.text(0), state: try row.word(1, EntryState.self), attributes: try row.object(2),
      custom: try row.object(3), provenance: try row.object(4), version: try row.integer(5),
      created: try row.timestamp(6), updated: try row.timestamp(7))
  }
}

extension Link {
  static let columns = "provider, idp, kind, source_id, external_id, entry_id"

  init(_ row: SQLRow) throws {
    self.init(
      provider: ProviderIdentity(name: try row.provider(0), idp: try row.text(1)),
      kind: try row.word(2, EntryKind.self), sourceID: try row.text(3), externalID: try row.optionalText(4),
      entryID: try row.text(5))
  }
}

extension Hold {
  static let columns = "entry_id, kind, reason, detail, provider, idp, source_id, source_version, since"

  init(_ row: SQLRow) throws {
    self.init(
      entryID: try row.text(0), kind: try row.word(1, EntryKind.self), reason: try row.word(2, HoldReason.self),
      detail: try row.text(3), provider: ProviderIdentity(name: try row.provider(4), idp: try row.text(5)),
      sourceID: try row.text(6), sourceVersion: try row.integer(7), since: try row.timestamp(8))
  }
}

extension TokenRow {
  static let columns = """
    id, provider, slot, digest, state, label, created, created_by, expires, last_used, last_used_from, grace_digest, \
    grace_until, version
    """

  init(_ row: SQLRow) throws {
    self.init(
      id: try row.text(0), provider: try row.provider(1), slot: Int(try row.integer(2)), digest: try row.blob(3),
      state: try row.word(4, State.self), label: try row.optionalText(5), created: try row.timestamp(6),
      createdBy: try row.text(7), expires: try row.optionalTimestamp(8), lastUsed: try row.optionalTimestamp(9),
      lastUsedFrom: try row.optionalText(10), graceDigest: try row.optionalBlob(11),
      graceUntil: try row.optionalTimestamp(12), version: try row.integer(13))
  }
}
