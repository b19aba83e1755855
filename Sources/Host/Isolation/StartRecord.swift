/// How the last starts of a child went: after each that failed the next waits longer.
struct StartRecord: Sendable {
  private(set) var fault: String?
  private var failed = 0
  private var next: ContinuousClock.Instant?

  /// How many seconds until a start may be tried again; nil when it may be.
  var pause: Int? {
    guard let next else { return nil }
    let left = ContinuousClock.now.duration(to: next) / .seconds(1)
    return left > 0 ? Int(left.rounded(.up)) : nil
  }

  mutating func succeed() { self = StartRecord() }

  /// A start failed; while other children live the provider is in service, and nothing waits.
  mutating func fail(_ reason: String, othersLive: Bool) {
    guard !othersLive else { return }
    failed += 1
    fault = reason
    next = .now + .seconds(min(60, 1 << min(failed - 1, 6)))
  }
}
