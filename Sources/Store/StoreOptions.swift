import Foundation
public import SQL

/// Where the store is.
public enum StoreLocation: Sendable, Hashable {
  /// A SQLite database in a directory of its own, which one process at a time owns.
  case sqlite(directory: String)
  /// A PostgreSQL database by its connection string or URI; several hosts may share it.
  case postgresql(String)
}

/// How the store is opened.
public struct StoreOptions: Sendable {
  /// How many connections read at once.
  public var readers: Int
  /// How long one read statement may run.
  public var readLimit: Duration
  /// How many commits may wait for the writer before more are refused.
  public var queueLimit: Int
  /// How many commits share a transaction at most.
  public var batchLimit: Int
  /// How long repeats of a refusal are counted before they are written as one entry.
  public var refusalWindow: Duration
  /// The most pages that a SQLite database may have.
  public var maximumPages: Int64?
  /// Told of every statement on SQLite and what it cost.
  public var observer: (@Sendable (SQLiteWork) -> Void)?
  /// Called once, on the writer's thread, when what was to be on disk may not be there: the process has to end.
  public var fatal: @Sendable (String) -> Void

  /// The usual options; unless told otherwise the process ends with status 74 when the disk can't be trusted.
  public init(
    readers: Int = 8, readLimit: Duration = .seconds(25), queueLimit: Int = 256, batchLimit: Int = 64,
    refusalWindow: Duration = .seconds(60), maximumPages: Int64? = nil,
    observer: (@Sendable (SQLiteWork) -> Void)? = nil, fatal: @escaping @Sendable (String) -> Void = StoreOptions.end
  ) {
    self.readers = readers
    self.readLimit = readLimit
    self.queueLimit = queueLimit
    self.batchLimit = batchLimit
    self.refusalWindow = refusalWindow
    self.maximumPages = maximumPages
    self.observer = observer
    self.fatal = fatal
  }

  /// Says why on standard error and ends the process at once: nothing more may reach the disk.
  @Sendable public static func end(_ reason: String) {
    FileHandle.standardError.write(Data("dragoman: \(reason)\n".utf8))
    _exit(74)
  }
}
