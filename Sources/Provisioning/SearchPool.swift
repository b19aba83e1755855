internal import Directory
internal import Foundation
internal import SCIM
internal import Synchronization

/// The few threads on which searches run, so that they never hold up requests that are answered by key; no provider
/// has more than half of them, so that none holds up another's.
public final class SearchPool: Sendable {
  private struct Job {
    var provider: ProviderName
    var work: @Sendable () -> Void
  }

  private struct State {
    var running: [ProviderName: Int] = [:]
    var waiting: [Job] = []
  }

  private let width: Int
  private let mostWaiting: Int
  private let state = Mutex(State())

  /// A pool of `width` threads, for each of whose providers `mostWaiting` searches wait at most.
  public init(width: Int = 4, mostWaiting: Int = 64) {
    self.width = width
    self.mostWaiting = mostWaiting
  }

  /// Runs `work` when its provider's turn comes; 503 when too many wait before it, or it would begin too late.
  func run<T: Sendable>(
    for provider: ProviderName, until deadline: ContinuousClock.Instant, _ work: @escaping @Sendable () throws -> T
  ) async -> Result<T, any Error> {
    await withCheckedContinuation { continuation in
      let job = Job(provider: provider) {
        continuation.resume(
          returning: Result {
            guard ContinuousClock.now < deadline else { throw SCIMError.tooManySearches }
            return try work()
          })
      }
      guard enqueue(job) else { return continuation.resume(returning: .failure(SCIMError.tooManySearches)) }
      startNext()
    }
  }

  private func enqueue(_ job: Job) -> Bool {
    state.withLock { state in
      guard state.waiting.count(where: { $0.provider == job.provider }) < mostWaiting else { return false }
      state.waiting.append(job)
      return true
    }
  }

  /// Threads of its own: the shared ones are as many as the machine has cores, which two long searches would fill.
  private func startNext() {
    guard let first = state.withLock({ next(&$0) }) else { return }
    Thread.detachNewThread { [self] in
      var turn: Job? = first
      while let job = turn {
        job.work()
        turn = state.withLock { state in
          state.running[job.provider, default: 1] -= 1
          return next(&state)
        }
      }
    }
  }

  /// The oldest job of the provider that has the fewest running.
  private func next(_ state: inout State) -> Job? {
    guard state.running.values.reduce(0, +) < width else { return nil }
    var best: Int?
    for (place, job) in state.waiting.enumerated() {
      let running = state.running[job.provider] ?? 0
      guard running < max(1, width / 2) else { continue }
      if best.map({ running < state.running[state.waiting[$0].provider] ?? 0 }) ?? true { best = place }
    }
    guard let best else { return nil }
    let job = state.waiting.remove(at: best)
    state.running[job.provider, default: 0] += 1
    return job
  }
}
