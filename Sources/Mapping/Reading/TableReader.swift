import Diagnostics
import JSON
import Text
import YAML

/// Reads `tables:`, which `lookup` looks into.
struct TableReader {
  /// Rows that one table may have.
  static let rowLimit = 100_000

  private let fields: Fields
  private let base: LookupTables

  init(_ fields: Fields, over base: LookupTables) {
    self.fields = fields
    self.base = base
  }

  /// The tables of the mapping; one of its own takes the place of its base's.
  func read() -> LookupTables {
    guard let tables = fields.fields("tables", what: "the tables") else { return base }
    tables.describeOthers(.mapping("a table") { $0.describeOthers(.either([.scalar, .nothing])) })
    let own = tables.members.compactMap { table($0) }
    return LookupTables(all: base.all.filter { old in !own.contains { $0.name == old.name } } + own)
  }

  private func table(_ member: YAMLMember) -> LookupTable? {
    guard let members = member.value.members else {
      fields.report(
        "the table '\(member.name)' must be a mapping, but it is \(member.value.kindName)", at: member.value.range,
        fix: "\(member.name): { key: value }")
      return nil
    }
    guard members.count <= Self.rowLimit else {
      fields.report("the table '\(member.name)' has more than \(Self.rowLimit) rows", at: member.key.range)
      return nil
    }
    var rows = Dictionary<String, JSON>(minimumCapacity: members.count)
    var type: ExpressionType?
    for row in members {
      guard let value = value(row) else { continue }
      if rows.updateValue(value, forKey: fold(row.name)) != nil {
        fields.report(
          "'\(row.name)' stands in the table '\(member.name)' already: case doesn't count", at: row.key.range,
          fix: "remove one of them")
      }
      type = type.map { $0.joined(with: value.tableType) } ?? value.tableType
    }
    return LookupTable(name: member.name, rows: rows, type: type ?? .text)
  }

  private func value(_ row: YAMLMember) -> JSON? {
    let value = row.value.json()
    guard value.array == nil, value.object == nil else {
      fields.report(
        "a table holds texts, numbers, true and false, but this is \(row.value.kindName)", at: row.value.range)
      return nil
    }
    return value.isNull ? .string("") : value
  }
}

extension JSON {
  fileprivate var tableType: ExpressionType { bool != nil ? .bool : number != nil ? .number : .text }
}
