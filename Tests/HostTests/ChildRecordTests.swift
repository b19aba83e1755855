import Testing

@testable import Host

@Suite("The back-off of an isolated adapter's processes")
struct ChildRecordTests {
  private let now = ContinuousClock.now

  @Test("Ends in a row cost 1, 2, 4 … 60 s once patience is over; an answer makes good")
  func pauses() {
    var record = ChildRecord(patience: 4)
    for _ in 0..<4 { record.ended(.closed, "gone", at: now) }
    #expect(record.pause(at: now) == nil && record.fault == nil)
    for seconds in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
      record.ended(.late, "hung", at: now)
      #expect(record.pause(at: now) == seconds)
      #expect(record.pause(at: now + .seconds(seconds)) == nil && record.fault?.contains("hung") == true)
    }
    record.answered()
    #expect(record.pause(at: now) == nil && record.fault == nil)
    #expect(record.restarts == ["ended": 4, "late": 9] && record.lastEnd == "hung")
    record.ended(.closed, "gone", at: now)
    #expect(record.pause(at: now) == nil)
  }

  @Test("One that can't be started waits at once, and is no restart")
  func starts() {
    var record = ChildRecord(patience: 4)
    record.failedToStart("no memory", at: now)
    #expect(record.pause(at: now) == 1 && record.fault == "no memory" && record.restarts.isEmpty)
    record.failedToStart("no memory", at: now)
    #expect(record.pause(at: now) == 2)
  }
}
