/// How the children of one adapter fared, and when another may be started.
///
/// A child that ends is replaced at once. Only when one after the other ends, and none has answered in between, does the
/// next have to wait: 1, 2, 4 … 60 s. One that can't even be started counts for as many.
struct ChildRecord: Sendable {
  /// Why the adapter can't serve; nil while it can.
  private(set) var fault: String?
  private(set) var restarts: [String: Int] = [:]
  private(set) var lastEnd: String?
  private let patience: Int
  private var failures = 0
  private var next: ContinuousClock.Instant?

  /// `patience` ends in a row cost no pause.
  init(patience: Int) { self.patience = patience }

  /// How many seconds pass before another is started; nil when one may be.
  func pause(at now: ContinuousClock.Instant = .now) -> Int? {
    guard let next, next > now else { return nil }
    return Int((now.duration(to: next) / .seconds(1)).rounded(.up))
  }

  /// One answered.
  mutating func answered() {
    guard failures > 0 else { return }
    (failures, fault, next) = (0, nil, nil)
  }

  /// One ended, or had to be ended.
  mutating func ended(_ trouble: FrameSocket.Trouble, _ how: String, at now: ContinuousClock.Instant = .now) {
    restarts[trouble.name, default: 0] += 1
    lastEnd = how
    failures += 1
    wait("\(how); \(failures) of its processes ended in a row", at: now)
  }

  /// One couldn't be started.
  mutating func failedToStart(_ reason: String, at now: ContinuousClock.Instant = .now) {
    failures = max(failures, patience) + 1
    wait(reason, at: now)
  }

  private mutating func wait(_ reason: String, at now: ContinuousClock.Instant) {
    guard failures > patience else { return }
    fault = reason
    next = now + .seconds(min(60, 1 << min(failures - patience - 1, 6)))
  }
}
