import Foundation
import SQL

/// The one thread that writes.
// Sendable: its state belongs to its own thread, but for what the queue and the refusals guard themselves.
final class Writer: @unchecked Sendable {
  private let connection: any SQLConnection
  private let queue: CommitQueue
  private let refusals: RefusalLog
  private let fatal: @Sendable (String) -> Void
  private let ended = DispatchSemaphore(value: 0)
  private var isStopped = false

  init(
    connection: any SQLConnection, queue: CommitQueue, refusals: RefusalLog, fatal: @escaping @Sendable (String) -> Void
  ) {
    self.connection = connection
    self.queue = queue
    self.refusals = refusals
    self.fatal = fatal
  }

  /// Starts the thread.
  func start() {
    let thread = Thread { [self] in
      loop()
      connection.close()
      ended.signal()
    }
    thread.name = "store.writer"
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Waits until the thread has ended.
  func join() { ended.wait() }

  private func loop() {
    while true {
      switch queue.take(until: refusals.nextDue) {
      case .batch(let commits): write(commits)
      case .task(let task): task(connection)
      case .nothing: break
      case .end: return writeRefusals(all: true)
      }
      writeRefusals(all: false)
    }
  }

  /// Writes the refusals whose windows have ended, or all; on the writer's own thread only.
  func writeRefusals(all: Bool) {
    guard !isStopped else { return }
    let due = refusals.due(all: all)
    if !due.isEmpty { write(due) }
  }

  private func write(_ commits: [any PendingCommit]) {
    do {
      finish(commits, try Batch(connection: connection).write(commits))
    } catch {
      retry(commits, after: error)
    }
    if !isStopped { maintain() }
  }

  /// Each alone, once; then whatever it is goes back to who waits for it.
  private func retry(_ commits: [any PendingCommit], after failure: any Error) {
    var rest = commits[...]
    guard mayGoOn(failure, &rest) else { return }
    while let commit = rest.popFirst() {
      do {
        finish([commit], try Batch(connection: connection).write([commit]))
      } catch {
        rest = [commit] + rest
        guard mayGoOn(error, &rest) else { return }
        rest.removeFirst()
        commit.finish(.failure(Self.translated(error)), batchSize: 1)
      }
    }
  }

  /// Whether writing may go on after a failed transaction; if not, everybody who waits is told.
  private func mayGoOn(_ failure: any Error, _ rest: inout ArraySlice<any PendingCommit>) -> Bool {
    let cause = (failure as? Batch.CommitFailure)?.cause ?? failure as? SQLError
    let isFatal = (failure as? Batch.CommitFailure)?.isFatal ?? cause?.isFailedSync ?? false
    if isFatal {
      stop(cause?.description ?? "\(failure)", Array(rest))
    } else if cause?.kind == .unknownOutcome {
      for commit in rest { commit.finish(.failure(Self.translated(failure)), batchSize: rest.count) }
    } else {
      return true
    }
    return false
  }

  private func finish(_ commits: [any PendingCommit], _ outcomes: [Batch.Outcome]) {
    for (commit, outcome) in zip(commits, outcomes) { commit.finish(outcome, batchSize: commits.count) }
  }

  private func maintain() {
    do {
      try connection.maintain()
    } catch {
      if error.kind == .io || error.isFailedSync { stop(error.description, []) }
    }
  }

  /// Empties the engine's log, between two transactions; on the writer's own thread only.
  /// - Returns: false when a reader still needs it.
  func emptyLog() throws -> Bool {
    guard !isStopped else { return false }
    do throws(SQLError) {
      return try connection.emptyLog()
    } catch {
      if error.kind == .io || error.isFailedSync { stop(error.description, []) }
      throw StoreError.translating(error)
    }
  }

  /// What was to be on disk may not be there: a sync that failed is never tried again.
  private func stop(_ cause: String, _ commits: [any PendingCommit]) {
    isStopped = true
    let reason = StoreError.fatal(cause)
    for commit in commits + queue.abandon(reason) { commit.finish(.failure(reason), batchSize: 0) }
    fatal(reason.description)
  }

  private static func translated(_ error: any Error) -> any Error {
    StoreError.translating((error as? Batch.CommitFailure)?.cause ?? error)
  }
}
