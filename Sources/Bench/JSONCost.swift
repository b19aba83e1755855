internal import Foundation
internal import JSON

/// What reading and writing a user of 1 KB costs.
enum JSONCost {
  static func figures() throws -> [Figure] {
    let bytes = Array(People.user(1).utf8)
    let value = try JSON(parsing: bytes)
    let reading = try microseconds { _ = try JSON(parsing: bytes) }
    let writing = microseconds { _ = value.bytes }
    return [
      Figure(
        name: "reading and writing a user of \(bytes.count) bytes as JSON", value: reading + writing, unit: " µs",
        aim: .atMost(10), parts: [("read µs", reading), ("write µs", writing)])
    ]
  }
}

/// The mean time of `body`, the best of five runs of 4,000.
func microseconds(_ body: () throws -> Void) rethrows -> Double {
  var best = Double.infinity
  for _ in 0..<5 {
    let start = ContinuousClock.now
    for _ in 0..<4000 { try body() }
    best = min(best, start.duration(to: .now) / .microseconds(1) / 4000)
  }
  return best
}
