import Directory
import Foundation
import SQL
import Synchronization
import Text

/// Refusals on their way to the audit trail: the first of its kind at once, repeats within the window as one entry.
final class RefusalLog: Sendable {
  private struct Key: Hashable {
    var provider: ProviderName
    var actor: ExactText
    var draft: AuditDraft
  }

  private struct Repeats {
    var last: Commit
    var count: Int
    var until: ContinuousClock.Instant
  }

  private let window: Duration
  private let repeats = Mutex<[Key: Repeats]>([:])
  /// More kinds than these at once are told as one.
  private static let capacity = 1024

  init(window: Duration) { self.window = window }

  /// The commit to write now, or nil when it is only counted.
  func note(_ commit: Commit, _ draft: AuditDraft) -> RefusalCommit? {
    repeats.withLock { repeats in
      var key = Key(provider: commit.provider.name, actor: ExactText(commit.actor), draft: draft)
      if repeats[key] == nil, repeats.count >= Self.capacity { key = Self.other(commit, draft) }
      if repeats[key] != nil {
        repeats[key]?.count += draft.count
        repeats[key]?.last = commit
        return nil
      }
      repeats[key] = Repeats(last: commit, count: 0, until: .now.advanced(by: window))
      return RefusalCommit(commit, key.draft, log: self)
    }
  }

  /// When the next window ends, on the wall clock of the waiting writer.
  var nextDue: Date? {
    let next = repeats.withLock { $0.values.map(\.until).min() }
    return next.map { Date(timeIntervalSinceNow: max(0, ContinuousClock.now.duration(to: $0).seconds)) }
  }

  /// What repeated in windows that have ended, or, when `all`, in any.
  func due(all: Bool = false) -> [RefusalCommit] {
    let now = ContinuousClock.now
    return repeats.withLock { repeats in
      var due: [RefusalCommit] = []
      for (key, value) in repeats where all || value.until <= now {
        repeats[key] = nil
        guard value.count > 0 else { continue }
        var draft = key.draft
        draft.count = value.count
        due.append(RefusalCommit(value.last, draft, log: self))
        repeats[key] = Repeats(last: value.last, count: 0, until: now.advanced(by: window))
      }
      return due
    }
  }

  /// What couldn't be written is counted, so that it is written later.
  func takeBack(_ commit: Commit, _ draft: AuditDraft) {
    var single = draft
    single.count = 1
    let key = Key(provider: commit.provider.name, actor: ExactText(commit.actor), draft: single)
    repeats.withLock { repeats in
      var value = repeats[key] ?? Repeats(last: commit, count: 0, until: .now.advanced(by: window))
      value.count += draft.count
      repeats[key] = value
    }
  }

  private static func other(_ commit: Commit, _ draft: AuditDraft) -> Key {
    Key(
      provider: commit.provider.name, actor: ExactText(""),
      draft: AuditDraft(kind: draft.kind, outcome: .refused, detail: "others, too many kinds to tell apart"))
  }
}

/// A refusal as a commit that nobody waits for.
final class RefusalCommit: PendingCommit {
  private let commit: Commit
  private let entry: AuditTrail.Item
  private let log: RefusalLog

  init(_ commit: Commit, _ draft: AuditDraft, log: RefusalLog) {
    self.commit = commit
    entry = AuditTrail.Item(draft, of: commit)
    self.log = log
  }

  let erases = false

  func write(on connection: any SQLConnection, _ trail: AuditTrail) throws -> Application.Outcome {
    try trail.append([entry], of: commit)
    return Application.Outcome()
  }

  func finish(_ result: Result<Application.Outcome, any Error>, batchSize: Int) {
    if case .failure = result { log.takeBack(commit, entry.draft) }
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
