internal import Foundation
internal import JSON
internal import Provisioning
internal import Synchronization

/// The previews that are under way, each asked for by name until it is told to the end.
final class PreviewDesk: Sendable {
  private let jobs = Mutex<[String: PreviewJob]>([:])

  func begin(_ job: PreviewJob) -> String {
    let id = String(UUID().uuidString.lowercased().prefix(8))
    jobs.withLock { jobs in
      jobs = jobs.filter { !$0.value.isAbandoned }
      jobs[id] = job
    }
    return id
  }

  func job(_ id: String) -> PreviewJob? { jobs.withLock { $0[id] } }

  func end(_ id: String) { jobs.withLock { $0[id] = nil } }
}

/// One preview at work: what it found and nobody has fetched yet, and how far it is.
final class PreviewJob: Sendable {
  /// What is told when it is asked for.
  struct News: Sendable {
    var done = 0
    var found: [EntryDifference] = []
    var summary: PreviewSummary?
    var failure: String?

    /// Whether all was told.
    var isOver: Bool { (summary != nil || failure != nil) && found.isEmpty }
  }

  private struct State {
    var news = News()
    var shown = 0
    var lastAsked = ContinuousClock.now
  }

  private static let bufferLimit = 1000
  private static let patience: Duration = .seconds(60)

  /// How many differences are told; nil for all of them.
  private let limit: Int?
  private let state = Mutex(State())

  init(_ preview: Preview, limit: Int?) {
    self.limit = limit
    Task {
      do {
        let summary = try await preview.run { found, done in try await self.take(found, done) }
        self.state.withLock { $0.news.summary = summary }
      } catch {
        self.state.withLock { $0.news.failure = String(describing: error) }
      }
    }
  }

  /// Whether nobody has asked for long.
  var isAbandoned: Bool { state.withLock { $0.lastAsked.duration(to: .now) > Self.patience } }

  /// What came since the last time.
  func news() -> News {
    state.withLock { state in
      state.lastAsked = .now
      let news = state.news
      state.news.found = []
      return news
    }
  }

  private func take(_ found: [EntryDifference], _ done: Int) async throws {
    while state.withLock({ $0.news.found.count }) > Self.bufferLimit {
      guard !isAbandoned else { throw CancellationError() }
      try await Task.sleep(for: .milliseconds(5))
    }
    state.withLock { state in
      state.news.done = done
      let room = limit.map { max(0, $0 - state.shown) } ?? found.count
      state.news.found += found.prefix(room)
      state.shown += min(room, found.count)
    }
  }
}
