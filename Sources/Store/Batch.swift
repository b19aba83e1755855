import SQL

/// One transaction for several commits, a savepoint for each; their audit entries are written together at its end.
struct Batch {
  let connection: any SQLConnection

  /// What became of each commit.
  typealias Outcome = Result<Application.Outcome, any Error>

  /// COMMIT itself failed.
  struct CommitFailure: Error {
    let cause: SQLError

    /// Whether what was to be on disk may not be there.
    var isFatal: Bool { cause.kind == .io || cause.isFailedSync }
  }

  /// Writes the commits; a commit that fails alone is undone alone.
  /// - Throws: what ended the whole transaction; then nothing of it happened.
  func write(_ commits: [any PendingCommit]) throws -> [Outcome] {
    try connection.control(.beginWriting)
    do {
      let trail = AuditTrail(connection)
      let outcomes = try commits.map {
        let outcome = try attempt($0, trail)
        // Many large changes of groups would be gigabytes.
        if trail.count >= 4096 { try trail.write() }
        return outcome
      }
      try trail.write()
      try finish()
      return outcomes
    } catch {
      connection.abandon()
      throw error
    }
  }

  private func finish() throws {
    do {
      try connection.control(.commit)
    } catch {
      throw CommitFailure(cause: error)
    }
  }

  private func attempt(_ commit: any PendingCommit, _ trail: AuditTrail) throws -> Outcome {
    if commit.erases { try trail.write() }
    let mark = trail.mark
    try connection.control(.savepoint)
    do {
      let outcome = try commit.write(on: connection, trail)
      try connection.control(.releaseSavepoint)
      return .success(outcome)
    } catch {
      guard connection.isInTransaction, !Self.endsTransaction(error) else { throw error }
      try connection.control(.rollbackToSavepoint)
      try connection.control(.releaseSavepoint)
      trail.revert(to: mark)
      return .failure(StoreError.translating(error))
    }
  }

  /// A full disk inside a savepoint rolls back the whole transaction on SQLite; so nothing is risked on any engine.
  private static func endsTransaction(_ error: any Error) -> Bool {
    guard let error = error as? SQLError else { return false }
    switch error.kind {
    case .busy, .full, .io, .corrupt, .disconnected, .unknownOutcome: return true
    case .constraint, .other: return error.isFailedSync
    }
  }
}
