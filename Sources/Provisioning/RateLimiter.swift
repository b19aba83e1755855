internal import Synchronization

/// A token bucket for each key: `rate` a second in the long run, `burst` at once.
final class RateLimiter: Sendable {
  private struct Bucket {
    var level: Double
    var at: ContinuousClock.Instant
  }

  private let buckets = Mutex<[String: Bucket]>([:])
  private let mostKeys = 10_000

  /// Takes one from the bucket of `key`; returns nil, or the whole seconds to wait when it is empty.
  func take(_ key: String, rate: Int, burst: Int, now: ContinuousClock.Instant = .now) -> Int? {
    buckets.withLock { buckets in
      if buckets.count > mostKeys { buckets = buckets.filter { $0.value.at.duration(to: now) < .seconds(60) } }
      var bucket = Self.refilled(buckets[key], rate: rate, burst: burst, now: now)
      defer { buckets[key] = bucket }
      guard bucket.level >= 1 else { return 1 }
      bucket.level -= 1
      return nil
    }
  }

  private static func refilled(
    _ bucket: Bucket?, rate: Int, burst: Int, now: ContinuousClock.Instant
  ) -> Bucket {
    guard let bucket else { return Bucket(level: Double(burst), at: now) }
    let passed = bucket.at.duration(to: now) / .seconds(1)
    return Bucket(level: min(Double(burst), bucket.level + max(0, passed) * Double(rate)), at: now)
  }
}
