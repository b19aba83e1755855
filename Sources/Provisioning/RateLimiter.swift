internal import Synchronization

/// A token bucket for each key: `rate` a second in the long run, `burst` at once.
final class RateLimiter: Sendable {
  private struct Bucket {
    var level: Double
    var at: ContinuousClock.Instant
  }

  private struct State {
    var buckets: [String: Bucket] = [:]
    /// Twice as many as were left by the last clearing: so the clearings together cost no more than the calls.
    var clearedAbove = 10_000
  }

  private let state = Mutex(State())

  /// Takes one from the bucket of `key`; returns nil, or the whole seconds to wait when it is empty.
  func take(_ key: String, rate: Int, burst: Int, now: ContinuousClock.Instant = .now) -> Int? {
    state.withLock { state in
      if state.buckets.count > state.clearedAbove { Self.clear(&state, rate: rate, burst: burst, now: now) }
      var bucket = Self.refilled(state.buckets[key], rate: rate, burst: burst, now: now)
      defer { state.buckets[key] = bucket }
      guard bucket.level >= 1 else { return 1 }
      bucket.level -= 1
      return nil
    }
  }

  /// How many keys are remembered.
  var count: Int { state.withLock { $0.buckets.count } }

  /// Forgets the buckets that are full again: they say what a new one says.
  private static func clear(_ state: inout State, rate: Int, burst: Int, now: ContinuousClock.Instant) {
    state.buckets = state.buckets.filter {
      refilled($0.value, rate: rate, burst: burst, now: now).level < Double(burst)
    }
    state.clearedAbove = max(10_000, 2 * state.buckets.count)
  }

  private static func refilled(
    _ bucket: Bucket?, rate: Int, burst: Int, now: ContinuousClock.Instant
  ) -> Bucket {
    guard let bucket else { return Bucket(level: Double(burst), at: now) }
    let passed = bucket.at.duration(to: now) / .seconds(1)
    return Bucket(level: min(Double(burst), bucket.level + max(0, passed) * Double(rate)), at: now)
  }
}
