internal import Crypto

/// When a delivery that was refused is tried again: soon, then ever more rarely, for three days; then no more.
enum RetrySchedule {
  private static let seconds = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]

  /// How long to wait after so many attempts, a tenth more or less by `id`; nil when it isn't tried any more.
  static func pause(after attempts: Int, id: String, asked: Int? = nil) -> Duration? {
    guard attempts > 0, attempts <= seconds.count else { return nil }
    let share = Int(sha256(Array("\(id).\(attempts)".utf8))[0])  // 0 … 255
    let base = seconds[attempts - 1]
    let spread = base * 1000 / 10 * (2 * share - 255) / 255
    let asked = min(max(asked ?? 0, 0), 86_400) * 1000
    return .milliseconds(max(base * 1000 + spread, asked))
  }
}
