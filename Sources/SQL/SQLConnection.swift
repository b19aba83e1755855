/// A connection to an engine: statements with `?` placeholders in, rows and typed errors out.
///
/// One thread at a time uses it; it may wander between threads. Statements are prepared once and kept.
public protocol SQLConnection: AnyObject, Sendable {
  /// How this engine spells things.
  var dialect: SQLDialect { get }
  /// The engine and its version, for people: `SQLite 3.45.0`.
  var version: String { get }
  /// Whether a transaction is open; an engine may end one by itself when a statement fails.
  var isInTransaction: Bool { get }
  /// Runs one statement and gives all its rows.
  func query(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> [SQLRow]
  /// Runs one statement and gives the number of rows that it changed.
  @discardableResult
  func execute(_ statement: String, _ values: [SQLValue]) throws(SQLError) -> Int
  /// Begins or ends a transaction or a savepoint.
  func control(_ step: SQLControl) throws(SQLError)
  /// What is best done between two transactions of a writer (SQLite copies its log into the database).
  func maintain() throws(SQLError)
  /// Moves all of the log into the database and empties it; false when a reader still needs it.
  func emptyLog() throws(SQLError) -> Bool
  /// Ends the connection; further statements fail.
  func close()
}

/// A step of a transaction. There is one savepoint at a time.
public enum SQLControl: Sendable, Hashable {
  /// A consistent view that takes no lock a writer would wait for.
  case beginReading
  /// The one writer at a time: other writers wait, a few seconds at most.
  case beginWriting
  /// Returns only when the engine says that the transaction really took effect.
  case commit
  case rollback
  case savepoint
  case rollbackToSavepoint
  case releaseSavepoint
}

extension SQLConnection {
  /// Nothing: a server does it in its own time.
  public func emptyLog() throws(SQLError) -> Bool { true }

  /// Runs one statement without values and gives all its rows.
  public func query(_ statement: String) throws(SQLError) -> [SQLRow] { try query(statement, []) }

  /// Runs one statement without values.
  @discardableResult
  public func execute(_ statement: String) throws(SQLError) -> Int { try execute(statement, []) }

  /// Runs one statement and gives its first row.
  public func first(_ statement: String, _ values: [SQLValue] = []) throws(SQLError) -> SQLRow? {
    try query(statement, values).first
  }

  /// Undoes the open transaction, if one is open; what can't be undone any more was undone by the engine.
  public func abandon() {
    if isInTransaction { try? control(.rollback) }
  }
}
