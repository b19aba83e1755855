import Directory
import JSON
import SQL
import Text

extension SaltedValue {
  init(_ row: SQLRow) throws {
    self.init(
      name: try row.text(0), part: try row.word(1, Part.self), salt: try row.blob(2), text: try row.text(3))
  }

  /// The value itself.
  var value: JSON? { try? JSON(parsing: text, limits: .stored) }
}

extension AuditEntry {
  static let columns = "position, provider, seq, id, previous, hash, line"

  /// Puts an entry together from its line and the values beside it.
  init(_ row: SQLRow, line: JSONObject, values: [SaltedValue]) throws {
    self.init(
      position: try row.integer(0), provider: try row.provider(1), idp: line.word("idp"), sequence: try row.integer(2),
      id: try row.text(3), at: Timestamp(line.word("at")) ?? Timestamp(milliseconds: 0),
      kind: AuditKind(rawValue: line.word("kind")), actor: line.word("actor"), requestID: line.word("request"),
      resourceType: line["resourceType"]?.string, resourceID: line["resourceID"]?.string,
      outcome: AuditOutcome(rawValue: line.word("outcome")) ?? .refused, directory: DirectoryEffect(line["directory"]),
      changes: (line["changes"]?.array ?? []).map { AuditedChange($0, values) },
      scimType: line["scimType"]?.string, detail: values.first { $0.part == .detail }?.value?.string,
      count: Int(line["count"]?.integer ?? 1), mappingVersion: line["mapping"]?.string,
      adapterVersion: line["adapter"]?.string, previous: try row.text(4), hash: try row.text(5))
  }
}

extension AuditedChange {
  fileprivate init(_ json: JSON, _ values: [SaltedValue]) {
    let name = json["name"]?.string ?? ""
    func value(_ part: SaltedValue.Part) -> JSON? {
      values.first { $0.part == part && $0.name.utf8.elementsEqual(name.utf8) }?.value
    }
    let (before, after) = (value(.before), value(.after))
    let isErased = json["before"] != nil && before == nil || json["after"] != nil && after == nil
    self.init(name: name, before: before, after: after, isErased: isErased)
  }
}

extension DirectoryEffect {
  fileprivate init?(_ json: JSON?) {
    guard let json, let outcome = json["effect"]?.string.flatMap(Outcome.init(rawValue:)) else { return nil }
    self.init(outcome, reason: json["reason"]?.string, entryID: json["entry"]?.string)
  }
}

extension JSONObject {
  /// The text of a member that every line has.
  fileprivate func word(_ name: String) -> String { self[name]?.string ?? "" }
}
