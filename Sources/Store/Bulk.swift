import SQL

/// Many rows or values in few statements: by 64, then by 8, then one by one, so that three prepared statements do.
struct Bulk {
  let connection: any SQLConnection

  /// Inserts rows; `ending` follows the values (`ON CONFLICT DO NOTHING RETURNING value`), what it returns comes back.
  @discardableResult
  func insert(into table: String, _ columns: [String], _ rows: [[SQLValue]], _ ending: String = "") throws -> [SQLRow] {
    let row = "(" + Self.marks(columns.count) + ")"
    return try chunks(rows) { chunk in
      let all = Array(repeating: row, count: chunk.count).joined(separator: ", ")
      let statement = "INSERT INTO \(table)(\(columns.joined(separator: ", "))) VALUES \(all) \(ending)"
      return try connection.query(statement, chunk.flatMap { $0 })
    }
  }

  /// Runs a statement whose last place, `{values}` within parentheses, takes the values, as often as it needs.
  func query(_ statement: String, _ fixed: [SQLValue], values: [SQLValue], _ ending: String = "") throws -> [SQLRow] {
    try chunks(values) { chunk in
      try connection.query("\(statement) (\(Self.marks(chunk.count))) \(ending)", fixed + chunk)
    }
  }

  private func chunks<Element>(_ elements: [Element], _ body: (ArraySlice<Element>) throws -> [SQLRow]) throws
    -> [SQLRow]
  {
    var answers: [SQLRow] = []
    var rest = elements[...]
    while !rest.isEmpty {
      let size = rest.count >= 64 ? 64 : rest.count >= 8 ? 8 : 1
      answers += try body(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return answers
  }

  private static func marks(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }
}
