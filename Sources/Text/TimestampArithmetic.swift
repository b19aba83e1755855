extension Timestamp {
  /// An instant so much later; the end of time when there is none.
  public static func + (instant: Timestamp, later: Duration) -> Timestamp {
    let (seconds, attoseconds) = later.components
    let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 1000)
    let (sum, overflow) = instant.milliseconds.addingReportingOverflow(whole)
    let end = Timestamp(milliseconds: seconds < 0 ? .min : .max)
    guard !isTooLong, !overflow else { return end }
    let (exact, isOver) = sum.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
    return isOver ? end : Timestamp(milliseconds: exact)
  }
}
