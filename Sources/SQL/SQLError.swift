/// Why a statement, a transaction or a connection failed, in words that hold no stored value.
public struct SQLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What may be done about it.
  public enum Kind: String, Sendable {
    /// Somebody else holds what is needed, or the time for it is over: later it may work.
    case busy
    /// No space is left.
    case full
    /// The operating system couldn't read or write.
    case io
    /// A rule of the schema was broken.
    case constraint
    /// What is stored isn't what was stored.
    case corrupt
    /// The server is gone; nothing of the open transaction happened.
    case disconnected
    /// The server went away during COMMIT, and whether it took effect can't be told.
    case unknownOutcome
    /// A statement that is wrong, and everything else.
    case other
  }

  /// What may be done about it.
  public var kind: Kind
  /// The engine's own code: SQLite's extended result code or the SQLSTATE.
  public var code: String
  /// What the engine says.
  public var message: String
  /// The statement with its placeholders; never a value.
  public var statement: String
  /// Whether data that was to be on disk may not be there: nothing written after it can be trusted.
  public var isFailedSync: Bool

  /// An error of a kind.
  public init(_ kind: Kind, code: String, message: String, statement: String = "", isFailedSync: Bool = false) {
    self.kind = kind
    self.code = code
    self.message = message
    self.statement = statement
    self.isFailedSync = isFailedSync
  }

  /// The message, the code, and the statement if there is one.
  public var description: String {
    "\(message) (\(kind.rawValue), \(code))" + (statement.isEmpty ? "" : " in: \(statement)")
  }
}
