/// How many source records a re-mapping writes in one transaction, and how long it lets others go first.
///
/// While requests write too, batches are small and pauses as long as they; alone they grow, and nothing pauses.
struct RemapPace: Sendable {
  /// What a request that waits for the writer may wait for in addition.
  static let least = 40
  private static let most = 500
  /// What a batch may take while nobody else writes: the first request that comes waits for it.
  private static let slice: Duration = .milliseconds(20)

  private(set) var limit = least

  /// Learns from a batch: how it ended and how long it took; the pause that is due.
  mutating func note(_ ending: RemapStep.Ending, took: Duration) -> Duration {
    if ending.metConflict || ending.metOthers || took > Self.slice {
      limit = max(Self.least, limit / 2)
    } else if took * 2 < Self.slice {
      limit = min(Self.most, limit * 2)
    }
    // Conflicts are met one record at a time, each time with the whole batch judged again.
    if ending.metConflict { limit = Self.least }
    return ending.metOthers ? min(took, .seconds(1)) : .zero
  }
}
