/// One row of an answer, read by column number with the type that the schema gives the column.
public struct SQLRow: Sendable, Hashable {
  /// The columns, in the order of the statement.
  public let values: [SQLValue]

  /// A row of the given columns.
  public init(_ values: [SQLValue]) { self.values = values }

  /// The whole number in a column.
  /// - Throws: `SQLError` of kind `corrupt` when something else stands there.
  public func integer(_ column: Int) throws(SQLError) -> Int64 {
    guard case .integer(let value)? = value(column) else { throw wrong(column, "an integer") }
    return value
  }

  /// The text in a column.
  /// - Throws: `SQLError` of kind `corrupt` when something else stands there.
  public func text(_ column: Int) throws(SQLError) -> String {
    guard case .text(let value)? = value(column) else { throw wrong(column, "a text") }
    return value
  }

  /// The bytes in a column.
  /// - Throws: `SQLError` of kind `corrupt` when something else stands there.
  public func blob(_ column: Int) throws(SQLError) -> [UInt8] {
    guard case .blob(let value)? = value(column) else { throw wrong(column, "bytes") }
    return value
  }

  /// The text in a column, or nil for NULL.
  public func optionalText(_ column: Int) throws(SQLError) -> String? {
    isNull(column) ? nil : try text(column)
  }

  /// The whole number in a column, or nil for NULL.
  public func optionalInteger(_ column: Int) throws(SQLError) -> Int64? {
    isNull(column) ? nil : try integer(column)
  }

  /// The bytes in a column, or nil for NULL.
  public func optionalBlob(_ column: Int) throws(SQLError) -> [UInt8]? {
    isNull(column) ? nil : try blob(column)
  }

  /// Whether a column is NULL.
  public func isNull(_ column: Int) -> Bool { value(column) == .null }

  private func value(_ column: Int) -> SQLValue? {
    values.indices.contains(column) ? values[column] : nil
  }

  private func wrong(_ column: Int, _ expected: String) -> SQLError {
    let found = value(column)?.kind ?? "no column"
    return SQLError(.corrupt, code: "row", message: "column \(column) holds \(found) where \(expected) is expected")
  }
}
