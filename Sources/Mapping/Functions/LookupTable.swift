import Diagnostics
import JSON
import Text

/// A table under `tables:`: one value for each key, whatever the key's case.
struct LookupTable: Sendable {
  let name: String
  /// By the folded keys.
  let rows: [String: JSON]
  /// What all its values are.
  let type: ExpressionType

  subscript(key: String) -> JSON? { rows[fold(key)] }

  /// One line that changes exactly when a row does.
  var canonicalText: String {
    let lines = rows.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return "table \(name): " + lines.map { "\(JSON.string($0.key)): \($0.value)" }.joined(separator: ", ")
  }
}

/// The tables of a mapping, its base's included.
struct LookupTables: Sendable {
  var all: [LookupTable] = []

  /// The table of that name, spelled exactly so.
  func table(named name: String) throws(Prepared.Problem) -> LookupTable {
    if let table = all.first(where: { $0.name == name }) { return table }
    let near = suggestion(for: name, among: all.map(\.name)).map { "did you mean \"\($0)\"?" }
    throw Prepared.Problem(
      message: "no table is named '\(name)'", range: 0..<name.utf8.count,
      fix: near ?? "declare it beside users: and groups: as tables: { \(name): { key: value } }")
  }
}
