/// One answer of the server, given back to libpq when it is let go.
final class PostgreSQLResult {
  private let library: PostgreSQLLibrary
  private let pointer: OpaquePointer?

  init(_ pointer: OpaquePointer?, library: PostgreSQLLibrary) {
    self.pointer = pointer
    self.library = library
  }

  deinit { library.clear(pointer) }

  /// Whether the command ran (with or without rows).
  var succeeded: Bool { [1, 2].contains(library.resultStatus(pointer)) }

  /// The SQLSTATE of an error.
  var state: String { field("C") ?? "" }

  /// What the server says; details, which hold values, are left out.
  var message: String? { field("M") }

  /// What the command really did: `COMMIT` is answered `ROLLBACK` when the transaction had failed.
  var command: String { library.commandStatus(pointer).map { String(cString: $0) } ?? "" }

  /// How many rows the command changed.
  var changed: Int { library.changedRows(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// All rows.
  func rows() throws(SQLError) -> [SQLRow] {
    let columns = library.columnCount(pointer)
    let types = (0..<columns).map { library.columnType(pointer, $0) }
    var rows: [SQLRow] = []
    for row in 0..<library.rowCount(pointer) {
      var values: [SQLValue] = []
      values.reserveCapacity(types.count)
      for column in 0..<columns { values.append(try value(row, column, types[Int(column)])) }
      rows.append(SQLRow(values))
    }
    return rows
  }

  private func field(_ code: Unicode.Scalar) -> String? {
    library.resultField(pointer, Int32(code.value)).map { String(cString: $0) }
  }

  private func value(_ row: Int32, _ column: Int32, _ type: UInt32) throws(SQLError) -> SQLValue {
    guard library.isNull(pointer, row, column) == 0 else { return .null }
    let bytes = UnsafeBufferPointer(
      start: library.value(pointer, row, column), count: Int(library.length(pointer, row, column)))
    switch type {
    case 16, 20, 21, 23: return .integer(Self.integer(bytes))
    case 701: return .real(Double(bitPattern: UInt64(bitPattern: Self.integer(bytes))))
    case 19, 25, 1043, 18: return .text(String(decoding: bytes, as: UTF8.self))
    case 17: return .blob([UInt8](bytes))
    case 2278: return .null
    default: throw SQLError(.other, code: "type \(type)", message: "a column has a type that isn't used here")
    }
  }

  /// A two's complement number of one to eight bytes, the highest first.
  private static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64 {
    let negative = bytes.count > 1 && bytes.first.map { $0 & 0x80 != 0 } ?? false
    return bytes.prefix(8).reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) }
  }
}
