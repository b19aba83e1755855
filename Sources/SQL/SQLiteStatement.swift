import CSQLite
import Text

/// One prepared statement, finalised when it is let go.
final class SQLiteStatement {
  private let pointer: OpaquePointer
  private let handle: OpaquePointer
  private let text: String

  /// - Throws: `SQLError` when the text is no statement, or more than one.
  init(_ text: String, on handle: OpaquePointer) throws(SQLError) {
    var pointer: OpaquePointer?
    var rest = 0
    var copy = text
    let code = copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, characters.baseAddress, Int32(clamping: characters.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &pointer, &tail)
        if let tail, let base = characters.baseAddress { rest = characters.count - (tail - base) }
        return code
      }
    }
    guard code == SQLITE_OK else { throw SQLError(sqlite: code, on: handle, statement: text) }
    guard let pointer, rest <= 0 || text.utf8.suffix(rest).allSatisfy({ $0 == 0x20 || $0 == 0x0A }) else {
      sqlite3_finalize(pointer)
      throw SQLError(.other, code: "SQLite 1", message: "exactly one statement is expected", statement: text)
    }
    self.pointer = pointer
    self.handle = handle
    self.text = text
  }

  deinit { sqlite3_finalize(pointer) }

  /// Runs it once, row by row, and leaves it ready for the next time.
  func run(_ values: [SQLValue], each: (SQLRow) -> Void) throws(SQLError) {
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
    }
    try bind(values)
    while true {
      switch sqlite3_step(pointer) {
      case SQLITE_ROW: each(try row())
      case SQLITE_DONE: return
      case let code: throw SQLError(sqlite: code, on: handle, statement: text)
      }
    }
  }

  /// What the runs since the last call cost.
  func work() -> SQLiteWork {
    SQLiteWork(
      statement: text, steps: count(SQLITE_STMTSTATUS_VM_STEP), scanned: count(SQLITE_STMTSTATUS_FULLSCAN_STEP),
      sorts: count(SQLITE_STMTSTATUS_SORT))
  }

  private func count(_ counter: Int32) -> Int { Int(sqlite3_stmt_status(pointer, counter, 1)) }

  private func bind(_ values: [SQLValue]) throws(SQLError) {
    guard values.count == sqlite3_bind_parameter_count(pointer) else {
      throw SQLError(.other, code: "SQLite 25", message: "\(values.count) values don't fit", statement: text)
    }
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(clamping: index + 1))
      guard code == SQLITE_OK else { throw SQLError(sqlite: code, on: handle, statement: text) }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, index)
    case .integer(let number): return sqlite3_bind_int64(pointer, index, number)
    case .real(let number): return sqlite3_bind_double(pointer, index, number)
    case .text(var text):
      // The length goes with it: a bound C string would end at U+0000. A null pointer would mean NULL.
      guard !text.isEmpty else { return sqlite3_bind_text64(pointer, index, "", 0, transient, UInt8(SQLITE_UTF8)) }
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text64(pointer, index, $0.baseAddress, UInt64($0.count), transient, UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(pointer, index, 0) }
      return sqlite3_bind_blob64(pointer, index, bytes, UInt64(bytes.count), transient)
    }
  }

  private func row() throws(SQLError) -> SQLRow {
    var values: [SQLValue] = []
    let columns = sqlite3_column_count(pointer)
    values.reserveCapacity(Int(columns))
    for column in 0..<columns { values.append(try value(column)) }
    return SQLRow(values)
  }

  private func value(_ column: Int32) throws(SQLError) -> SQLValue {
    switch sqlite3_column_type(pointer, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(pointer, column))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(pointer, column) else { throw noMemory }
      let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))
      guard let text = String(utf8: bytes) else {
        throw SQLError(.corrupt, code: "UTF-8", message: "a stored text isn't valid UTF-8", statement: text)
      }
      return .text(text)
    case SQLITE_BLOB:
      guard let start = sqlite3_column_blob(pointer, column) else { return .blob([]) }
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(pointer, column)))))
    default: return .null
    }
  }

  private var noMemory: SQLError { SQLError(sqlite: SQLITE_NOMEM, on: nil, statement: text) }
}

/// `SQLITE_TRANSIENT`: SQLite copies what is bound. The macro is a cast, which Swift doesn't import.
private nonisolated(unsafe) let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
