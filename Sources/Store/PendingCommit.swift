import SQL

/// A commit that waits for the writer.
protocol PendingCommit: AnyObject, Sendable {
  /// Whether it erases what entries hold: those before it must be written.
  var erases: Bool { get }
  /// Writes it within the open transaction and savepoint, and its entries to the trail; an unmet expectation is decided
  /// again on this state, once.
  func write(on connection: any SQLConnection, _ trail: AuditTrail) throws -> Application.Outcome
  /// Tells whoever waits what became of it.
  func finish(_ result: Result<Application.Outcome, any Error>, batchSize: Int)
}

/// A commit whose caller waits for it.
// Sendable: after it was queued only the writer's thread touches it.
final class DecidedCommit<Value: Sendable>: PendingCommit, @unchecked Sendable {
  private let first: (commit: PreparedCommit, value: Value)
  private let decide: @Sendable (Snapshot) throws -> (Commit, Value)
  private let answer: @Sendable (Result<Committed<Value>, any Error>) -> Void
  private var value: Value

  init(
    first: (commit: Commit, value: Value), decide: @escaping @Sendable (Snapshot) throws -> (Commit, Value),
    answer: @escaping @Sendable (Result<Committed<Value>, any Error>) -> Void
  ) {
    self.first = (PreparedCommit(first.commit), first.value)
    self.decide = decide
    self.answer = answer
    value = first.value
  }

  var erases: Bool { first.commit.erases }

  func write(on connection: any SQLConnection, _ trail: AuditTrail) throws -> Application.Outcome {
    value = first.value
    do {
      return try apply(first.commit, connection, trail)
    } catch is Unmet {
      try connection.control(.rollbackToSavepoint)
    }
    let (commit, value) = try decide(Snapshot(connection))
    self.value = value
    guard !commit.isEmpty else { return Application.Outcome() }
    do {
      return try apply(PreparedCommit(commit), connection, trail)
    } catch let unmet as Unmet {
      throw StoreError.conflict(unmet.reason)
    }
  }

  func finish(_ result: Result<Application.Outcome, any Error>, batchSize: Int) {
    answer(
      result.map {
        Committed(value: value, deltas: $0.deltas, groupVersions: $0.groupVersions, batchSize: batchSize)
      })
  }

  private func apply(
    _ commit: PreparedCommit, _ connection: any SQLConnection, _ trail: AuditTrail
  ) throws -> Application.Outcome {
    var application = Application(connection: connection, prepared: commit, trail: trail)
    return try application.run()
  }
}
