import SQL

/// Why the store did not do what was asked; nothing of it happened.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Too many wait already: try again after some seconds.
  case busy(retryAfter: Int)
  /// No space is left; the store recovers by itself when there is some.
  case full
  /// It failed, and the reason is for the operator.
  case failed(String)
  /// What the decision expected didn't hold, twice.
  case conflict(String)
  /// The database was written by a newer host.
  case newerSchema(found: Int64, known: Int64)
  /// Another process owns the data directory.
  case locked(by: String)
  /// What was to be on disk may not be there: the host has to end.
  case fatal(String)

  /// What happened, in a sentence.
  public var description: String {
    switch self {
    case .busy: "the store has too much to do"
    case .full: "the store has no space left"
    case .failed(let reason): "the store failed: \(reason)"
    case .conflict(let reason): "somebody else changed it meanwhile: \(reason)"
    case .newerSchema(let found, let known):
      "the database has schema \(found), this host knows \(known) at most: run a newer host, or restore a backup"
    case .locked(let owner): "the data directory is in use by \(owner)"
    case .fatal(let reason): "the disk can't be trusted any more: \(reason)"
    }
  }

  /// What an engine's error means to the store's callers.
  init(_ error: SQLError) {
    switch error.kind {
    case .full: self = .full
    case .busy: self = .busy(retryAfter: 1)
    default: self = error.isFailedSync ? .fatal(error.description) : .failed(error.description)
    }
  }

  /// The error as the store's callers see it: engines' errors translated, everything else as it is.
  static func translating(_ error: any Error) -> any Error {
    (error as? SQLError).map { StoreError($0) } ?? error
  }
}
