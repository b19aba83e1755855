/// How a SQLite database is opened.
public struct SQLiteOptions: Sendable {
  /// What a connection is for.
  public enum Role: Sendable {
    /// The one that writes, and copies the log into the database.
    case writer
    /// One that only reads.
    case reader
  }

  /// What the connection is for.
  public var role: Role
  /// The most pages that the database may have; nil for no limit but the disk.
  public var maximumPages: Int64?
  /// How long one statement may run; nil for no limit.
  public var statementLimit: Duration?
  /// Told of every statement and what it cost, on the connection's thread.
  public var observer: (@Sendable (SQLiteWork) -> Void)?

  /// Options for a role.
  public init(
    role: Role, maximumPages: Int64? = nil, statementLimit: Duration? = nil,
    observer: (@Sendable (SQLiteWork) -> Void)? = nil
  ) {
    self.role = role
    self.maximumPages = maximumPages
    self.statementLimit = statementLimit
    self.observer = observer
  }
}

/// What one run of a statement cost, counted by the engine, so that it repeats where time doesn't.
public struct SQLiteWork: Sendable, Hashable {
  /// The statement with its placeholders.
  public var statement: String
  /// Instructions of the virtual machine.
  public var steps: Int
  /// Rows passed over in scans without an index.
  public var scanned: Int
  /// Sorts that no index spared.
  public var sorts: Int
}
