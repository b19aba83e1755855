internal import AdapterTesting
internal import Foundation
internal import JSON
internal import Synchronization

/// A changed mapping on a directory of many users: looked at, and applied while others write.
struct Changes {
  /// Whether the change is behind us, by success or failure.
  private final class End: Sendable {
    let isReached = Atomic(false)
  }

  private let ground: Ground
  private let options: BenchOptions

  init(_ ground: Ground, _ options: BenchOptions) {
    self.ground = ground
    self.options = options
  }

  /// What a preview of the change takes.
  func looking() async throws -> [Figure] {
    try write("upper(title)")
    return [
      Figure(
        name: "preview of \(options.users) users", value: try await preview(), unit: " users/s", aim: .atLeast(20_000),
        parts: [])
    ]
  }

  /// What writers feel while the change is brought about.
  func applying() async throws -> [Figure] {
    try write("upper(title)")
    let first = options.users + 100_000
    let idle = try await load(from: first, count: 8000)
    let (busy, seconds) = try await reload(from: first + 8000)
    let refused = busy.statuses.filter { $0.key != 201 }.values.reduce(0, +)
    let (before, during) = (idle.latencies.percentile(99), busy.latencies.percentile(99))
    return [
      Figure(
        name: "p99 of creates, 32 connections, while \(options.users) users are re-mapped ÷ idle",
        value: during / before, aim: .atMost(3),
        parts: [("idle ms", before), ("during ms", during), ("seconds", seconds), ("creates", Double(busy.answers))]),
      Figure(name: "requests that failed meanwhile", value: Double(refused), aim: .atMost(0), parts: []),
    ]
  }

  /// Makes the users, where nothing else did.
  func fill() async throws {
    for start in stride(from: 0, to: options.users, by: 10_000) {
      _ = try await load(from: start, count: min(10_000, options.users - start))
      Ground.progress("\(start) of \(options.users) users")
    }
    Ground.progress("")
  }

  private func write(_ title: String) throws {
    let text = """
      provider: \(ground.fresh.provider)
      adapter: EntraID
      mapping: { extends: EntraID, users: { attributes: { title: \(title) } } }

      """
    try text.write(toFile: ground.fresh.providerFile, atomically: true, encoding: .utf8)
  }

  /// Source records judged in a second.
  private func preview() async throws -> Double {
    let start = ContinuousClock.now
    let id = try await ground.fresh.perform("preview.start", ["differences": 20])["id"] ?? .null
    while true {
      let news = try await ground.fresh.perform("preview.poll", ["id": id])
      if let records = news["summary"]?["records"]?.integer {
        return Double(records) / (start.duration(to: .now) / .seconds(1))
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  private func load(from first: Int, count: Int) async throws -> LoadGenerator.Outcome {
    let people = ground.people
    return try await ground.load(connections: 32, count: count) { people.create(first + $0) }
  }

  /// Writes from 32 connections from before the change is applied until every record was judged again.
  private func reload(from first: Int) async throws -> (LoadGenerator.Outcome, seconds: Double) {
    let end = End()
    return try await withThrowingTaskGroup(of: Double.self) { group in
      group.addTask {
        defer { end.isReached.store(true, ordering: .relaxed) }
        return try await applied()
      }
      var all = LoadGenerator.Outcome()
      while !end.isReached.load(ordering: .relaxed) {
        let part = try await load(from: first + all.answers, count: 2000)
        all.answers += part.answers
        all.latencies += part.latencies
        all.statuses.merge(part.statuses, uniquingKeysWith: +)
      }
      return (all, try await group.next() ?? 0)
    }
  }

  private func applied() async throws -> Double {
    let start = ContinuousClock.now
    let told = try await ground.fresh.perform("configuration.apply")
    guard told["outcome"] == "applied" else { throw LoadError.refused(told.description) }
    while try await !isDone() { try await Task.sleep(for: .milliseconds(100)) }
    return start.duration(to: .now) / .seconds(1)
  }

  private func isDone() async throws -> Bool {
    let jobs = try await ground.fresh.perform("configuration.status")["remap"]?.array ?? []
    return !jobs.isEmpty && jobs.allSatisfy { $0["state"] == "done" }
  }
}

extension [Double] {
  /// The value below which so many percent lie.
  fileprivate func percentile(_ percent: Double) -> Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[Swift.min(sorted.count - 1, Int(Double(sorted.count) * percent / 100))]
  }
}
