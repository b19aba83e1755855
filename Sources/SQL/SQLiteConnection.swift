import CSQLite
import Foundation

// Sendable by contract: one thread at a time uses a connection, and SQLite itself may be used from any.
/// A connection to a SQLite database in WAL mode with `synchronous=FULL`, both read back when it opens.
public final class SQLiteConnection: SQLConnection, @unchecked Sendable {
  private var handle: OpaquePointer?
  private var statements = StatementCache<SQLiteStatement>(capacity: 256)
  private let options: SQLiteOptions
  private var logPages: Int32 = 0
  private var deadline: ContinuousClock.Instant?

  /// SQLite's spelling.
  public var dialect: SQLDialect { .sqlite }
  /// The library's version, with its name.
  public var version: String { "SQLite \(Self.libraryVersion)" }
  /// The version of the library that this process runs with.
  public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

  /// Opens a database, makes it if it is missing.
  /// - Throws: `SQLError`, also when a durability setting doesn't hold.
  public init(path: String, options: SQLiteOptions) throws(SQLError) {
    self.options = options
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    self.handle = handle
    guard code == SQLITE_OK else { throw SQLError(sqlite: code, on: handle, statement: "open") }
    try configure()
  }

  deinit { close() }

  /// Whether a transaction is open: SQLite undoes a whole one by itself when the disk is full.
  public var isInTransaction: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

  /// Runs one statement and gives all its rows.
  public func query(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> [SQLRow] {
    var rows: [SQLRow] = []
    try run(statement, values) { rows.append($0) }
    return rows
  }

  /// Runs one statement and gives the number of rows that it changed.
  @discardableResult
  public func execute(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> Int {
    try run(statement, values) { _ in }
    return handle.map { Int(sqlite3_changes($0)) } ?? 0
  }

  /// Begins or ends a transaction or a savepoint.
  public func control(_ step: SQLControl) throws(SQLError) {
    switch step {
    case .beginReading: try execute("BEGIN")
    case .beginWriting: try execute("BEGIN IMMEDIATE")
    case .commit: try execute("COMMIT")
    case .rollback: try execute("ROLLBACK")
    case .savepoint: try execute("SAVEPOINT request")
    case .rollbackToSavepoint: try execute("ROLLBACK TO request")
    case .releaseSavepoint: try execute("RELEASE request")
    }
  }

  /// Copies the log into the database once it is 16 MB long; SQLite's own way would hide a failed fsync.
  public func maintain() throws(SQLError) {
    guard let handle, logPages >= 4000 else { return }
    let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    guard code & 0xFF != SQLITE_BUSY, code & 0xFF != SQLITE_LOCKED else { return }
    guard code == SQLITE_OK else { throw SQLError(sqlite: code, on: handle, statement: "checkpoint") }
    logPages = 0
  }

  /// Copies the whole log into the database and cuts the file to nothing; waits for readers up to the busy time-out.
  public func emptyLog() throws(SQLError) -> Bool {
    guard let handle else { return true }
    let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
    guard code & 0xFF != SQLITE_BUSY, code & 0xFF != SQLITE_LOCKED else { return false }
    guard code == SQLITE_OK else { throw SQLError(sqlite: code, on: handle, statement: "checkpoint") }
    logPages = 0
    return true
  }

  /// Finalises every statement and closes the file.
  public func close() {
    statements.removeAll()
    sqlite3_close_v2(handle)
    handle = nil
  }

  private func run(_ text: String, _ values: [SQLValue], each: (SQLRow) -> Void) throws(SQLError) {
    let statement = try prepared(text)
    if let limit = options.statementLimit { deadline = .now.advanced(by: limit) }
    defer { if let observer = options.observer { observer(statement.work()) } }
    try statement.run(values, each: each)
  }

  private func prepared(_ text: String) throws(SQLError) -> SQLiteStatement {
    if let statement = statements[text] { return statement }
    guard let handle else { throw SQLError(.other, code: "closed", message: "the connection is closed") }
    let statement = try SQLiteStatement(text, on: handle)
    _ = statements.keep(statement, for: text)
    return statement
  }
}

extension SQLiteConnection {
  private func configure() throws(SQLError) {
    try set("busy_timeout", to: 5000)
    try set("foreign_keys", to: 1)
    try set("trusted_schema", to: 0)
    if let pages = options.maximumPages { try set("max_page_count", to: .integer(pages)) }
    try set("journal_mode", to: "wal")
    try set("synchronous", to: 2)
    // Only the writer copies the log, and it does so itself: two that do it at once can corrupt (SQLite < 3.51.3).
    try set("wal_autocheckpoint", to: 0)
    // What is deleted is overwritten with zeros: erased persons don't stay in free pages.
    try set("secure_delete", to: 1)
    // What a savepoint may have to put back stays in memory: in a file it would cost as much as the writes themselves.
    try set("temp_store", to: 2)
    if options.role == .writer { try set("cache_size", to: -16_384) } else { try set("query_only", to: 1) }
    watchLog()
    watchTime()
  }

  private func set(_ pragma: String, to value: SQLValue) throws(SQLError) {
    let text = if case .integer(let number) = value { String(number) } else { "WAL" }
    _ = try query("PRAGMA \(pragma)=\(text)")
    let found = try first("PRAGMA \(pragma)")?.values.first
    guard found == value else {
      throw SQLError(.other, code: "pragma", message: "\(pragma) can't be set to \(text)")
    }
  }

  private func watchLog() {
    guard options.role == .writer else { return }
    let hook: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32 = {
      (context, _, _, pages) in
      guard let context else { return SQLITE_OK }
      Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().logPages = pages
      return SQLITE_OK
    }
    sqlite3_wal_hook(handle, hook, Unmanaged.passUnretained(self).toOpaque())
  }

  private func watchTime() {
    guard options.statementLimit != nil else { return }
    let handler: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
      guard let context else { return 0 }
      return Unmanaged<SQLiteConnection>.fromOpaque(context).takeUnretainedValue().isLate ? 1 : 0
    }
    sqlite3_progress_handler(handle, 10_000, handler, Unmanaged.passUnretained(self).toOpaque())
  }

  private var isLate: Bool { deadline.map { $0 < .now } ?? false }
}
