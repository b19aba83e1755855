import Foundation

// Sendable by contract: one thread at a time uses a connection.
/// A connection to PostgreSQL through libpq, made again at the next transaction when it breaks.
public final class PostgreSQLConnection: SQLConnection, @unchecked Sendable {
  private let library: PostgreSQLLibrary
  private let address: String
  private let statementLimit: Duration?
  private var handle: OpaquePointer?
  private var statements = StatementCache<PostgreSQLStatement>(capacity: 256)
  private var prepared = 0
  private var transaction: Int64?

  /// PostgreSQL's spelling.
  public var dialect: SQLDialect { .postgresql }

  /// Connects to `address`, a connection string or URI as libpq knows them.
  /// - Throws: `SQLError`; also when the server's settings would lose acknowledged commits.
  public init(address: String, statementLimit: Duration? = nil) throws(SQLError) {
    library = try PostgreSQLLibrary.loaded()
    self.address = address
    self.statementLimit = statementLimit
    try connect()
    try checkDurability()
  }

  deinit { close() }

  /// The server's version.
  public var version: String {
    let number = library.serverVersion(handle)
    return "PostgreSQL \(number / 10_000).\(number % 10_000)"
  }

  /// Whether a transaction is open, failed ones included.
  public var isInTransaction: Bool { [1, 2, 3].contains(library.transactionStatus(handle)) }

  private var isConnected: Bool { handle != nil && library.connectionStatus(handle) == 0 }

  /// Runs one statement and gives all its rows.
  public func query(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> [SQLRow] {
    try run(statement, values).rows()
  }

  /// Runs one statement and gives the number of rows that it changed.
  @discardableResult
  public func execute(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> Int {
    try run(statement, values).changed
  }

  /// Begins or ends a transaction or a savepoint.
  public func control(_ step: SQLControl) throws(SQLError) {
    switch step {
    case .beginReading: try begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    case .beginWriting: try beginWriting()
    case .commit: try commit()
    case .rollback: try command("ROLLBACK")
    case .savepoint: try command("SAVEPOINT request")
    case .rollbackToSavepoint: try command("ROLLBACK TO SAVEPOINT request")
    case .releaseSavepoint: try command("RELEASE SAVEPOINT request")
    }
  }

  /// Nothing: the server does it.
  public func maintain() throws(SQLError) {}

  /// Ends the connection.
  public func close() {
    statements.removeAll()
    library.finish(handle)
    handle = nil
  }
}

extension PostgreSQLConnection {
  private func run(_ text: String, _ values: [SQLValue]) throws(SQLError) -> PostgreSQLResult {
    let parameters = PostgreSQLParameters(values)
    let statement = try prepare(text)
    let answer = parameters.withPointers { library.executePrepared(handle, statement.name, $0, $1, $2, $3, 1) }
    return try checked(answer, text)
  }

  private func prepare(_ text: String) throws(SQLError) -> PostgreSQLStatement {
    if let statement = statements[text] { return statement }
    prepared += 1
    let statement = PostgreSQLStatement(name: "s\(prepared)")
    _ = try checked(library.prepare(handle, statement.name, PostgreSQLStatement.numbered(text), 0, nil), text)
    if let oldest = statements.keep(statement, for: text) { try command("DEALLOCATE \(oldest.name)") }
    return statement
  }

  @discardableResult
  private func command(_ text: String) throws(SQLError) -> PostgreSQLResult {
    try checked(library.execute(handle, text), text)
  }

  private func checked(_ answer: OpaquePointer?, _ text: String) throws(SQLError) -> PostgreSQLResult {
    let result = PostgreSQLResult(answer, library: library)
    guard result.succeeded else {
      throw SQLError(
        postgresql: result.state, message: result.message ?? lastMessage, statement: text, connected: isConnected)
    }
    return result
  }

  private var lastMessage: String {
    let text = library.errorMessage(handle).map { String(cString: $0) } ?? ""
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension PostgreSQLConnection {
  private func begin(_ text: String) throws(SQLError) {
    if !isConnected { try connect() }
    try command(text)
  }

  /// One writer at a time over all hosts; the transaction's number tells later what became of it.
  private func beginWriting() throws(SQLError) {
    try begin("BEGIN ISOLATION LEVEL READ COMMITTED")
    do {
      try command("SELECT pg_advisory_xact_lock(\(Self.writerLock))")
      transaction = try query("SELECT txid_current()", []).first?.integer(0)
    } catch {
      abandon()
      throw error
    }
  }

  private func commit() throws(SQLError) {
    defer { transaction = nil }
    do throws(SQLError) {
      let result = try command("COMMIT")
      guard result.command == "COMMIT" else {
        throw SQLError(.other, code: result.command, message: "the server rolled the transaction back")
      }
    } catch {
      guard error.kind == .disconnected, let transaction else { throw error }
      try resolve(transaction)
    }
  }

  /// Asks a new connection what became of a transaction whose COMMIT was not answered: never a blind retry.
  private func resolve(_ transaction: Int64) throws(SQLError) {
    for attempt in 0..<20 {
      if attempt > 0 { Thread.sleep(forTimeInterval: 0.25) }
      guard let outcome = try? outcome(of: transaction), outcome != "in progress" else { continue }
      guard outcome == "committed" else {
        throw SQLError(.disconnected, code: outcome, message: "the connection broke; the transaction was rolled back")
      }
      return
    }
    throw SQLError(
      .unknownOutcome, code: "SQLSTATE 08007", message: "the connection broke during COMMIT; the outcome isn't known")
  }

  private func outcome(of transaction: Int64) throws(SQLError) -> String {
    if !isConnected { try connect() }
    return try query("SELECT txid_status(?)", [.integer(transaction)]).first?.text(0) ?? "unknown"
  }

  /// The advisory lock of the writer: `Dragoman` in ASCII.
  private static let writerLock: Int64 = 0x4472_6167_6F6D_616E
}

extension PostgreSQLConnection {
  private func connect() throws(SQLError) {
    close()
    handle = library.connection(to: address)
    guard isConnected else {
      let message = lastMessage
      close()
      throw SQLError(.disconnected, code: "connect", message: message)
    }
    _ = library.setNoticeProcessor(handle, { _, _ in }, nil)
    try command("SET lock_timeout = '5s'")
    try command("SET idle_in_transaction_session_timeout = '60s'")
    if let statementLimit { try command("SET statement_timeout = \(statementLimit.components.seconds * 1000)") }
  }

  private func checkDurability() throws(SQLError) {
    try check("synchronous_commit", { $0 != "off" }, "acknowledged commits would be lost")
    try check("fsync", { $0 == "on" }, "acknowledged commits would be lost")
    try check("server_encoding", { $0 == "UTF8" }, "the database must hold Unicode")
  }

  private func check(_ setting: String, _ accepts: (String) -> Bool, _ reason: String) throws(SQLError) {
    let found = try query("SELECT current_setting(?)", [.text(setting)]).first?.text(0) ?? ""
    guard !accepts(found) else { return }
    throw SQLError(.other, code: setting, message: "\(setting) is \(found) on the server: \(reason)")
  }
}
