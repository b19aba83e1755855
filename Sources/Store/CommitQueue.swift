import Foundation
import SQL

/// What waits for the writer, in the order in which it came; bounded, so that nobody waits for long.
// Sendable: all state is guarded by the condition.
final class CommitQueue: @unchecked Sendable {
  /// What the writer is to do next.
  enum Work {
    /// Commits that share a transaction.
    case batch([any PendingCommit])
    /// Something between two transactions.
    case task(@Sendable (any SQLConnection) -> Void)
    /// Nothing came in time.
    case nothing
    /// No more will come.
    case end
  }

  private enum Item {
    case commit(any PendingCommit)
    case task(@Sendable (any SQLConnection) -> Void)
  }

  private let condition = NSCondition()
  private let limit: Int
  private let batchLimit: Int
  private var items: [Item] = []
  private var waiting = 0
  private var refusal: StoreError?

  init(limit: Int, batchLimit: Int) {
    self.limit = limit
    self.batchLimit = max(1, batchLimit)
  }

  /// Queues a commit, or says why it can't be.
  func offer(_ commit: any PendingCommit) -> StoreError? {
    let refusal: StoreError? = condition.withLock {
      if let refusal = self.refusal { return refusal }
      guard waiting < limit else { return .busy(retryAfter: 1) }
      waiting += 1
      items.append(.commit(commit))
      return nil
    }
    // Outside: the writer would wake only to wait for the lock.
    if refusal == nil { condition.signal() }
    return refusal
  }

  /// Queues a task, or says why it can't be.
  func offer(_ task: @escaping @Sendable (any SQLConnection) -> Void) -> StoreError? {
    condition.withLock {
      if let refusal { return refusal }
      items.append(.task(task))
      condition.signal()
      return nil
    }
  }

  /// Takes what is next: all commits that wait, up to the batch's limit, or one task.
  func take(until deadline: Date?) -> Work {
    condition.withLock {
      while items.isEmpty {
        if refusal != nil { return .end }
        guard let deadline else {
          condition.wait()
          continue
        }
        if !condition.wait(until: deadline) { return .nothing }
      }
      return next()
    }
  }

  /// Lets the writer look up, though nothing was queued.
  func nudge() { condition.withLock { _ = items.isEmpty ? condition.signal() : () } }

  /// Takes no more; what waits is still done.
  func close(_ reason: StoreError) {
    condition.withLock {
      refusal = refusal ?? reason
      condition.broadcast()
    }
  }

  /// Takes no more, and gives up what waits.
  func abandon(_ reason: StoreError) -> [any PendingCommit] {
    condition.withLock {
      refusal = reason
      let commits = items.compactMap { if case .commit(let commit) = $0 { commit } else { nil } }
      items.removeAll { if case .commit = $0 { true } else { false } }
      waiting = 0
      condition.broadcast()
      return commits
    }
  }

  private func next() -> Work {
    if case .task(let task) = items[0] {
      items.removeFirst()
      return .task(task)
    }
    var batch: [any PendingCommit] = []
    for case .commit(let commit) in items.prefix(while: { if case .commit = $0 { true } else { false } })
      .prefix(batchLimit)
    {
      batch.append(commit)
    }
    items.removeFirst(batch.count)
    waiting -= batch.count
    return .batch(batch)
  }
}
