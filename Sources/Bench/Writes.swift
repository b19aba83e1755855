internal import AdapterTesting
internal import Foundation

/// Durable creates against plain SQLite writing the same rows and bytes.
struct Writes {
  private let ground: Ground
  private let options: BenchOptions

  init(_ ground: Ground, _ options: BenchOptions) {
    self.ground = ground
    self.options = options
  }

  func figures() async throws -> [Figure] {
    let people = ground.people
    let many = min(20_000, options.users / 2)
    let busy = try await ground.load(connections: 32, count: many) { people.create($0) }
    let shared = try await ground.batchSize()
    let few = min(2000, options.users / 10)
    let alone = try await ground.load(connections: 1, count: few) { people.create(many + $0) }
    // At once: what the disk takes for a commit differs from minute to minute.
    let rawAlone = try RawRows(from: ground.fresh.dataDirectory, users: few).write(perCommit: 1)
    try await fill(from: many + few)
    let memory = Memory.residentMegabytes
    let raw = try RawRows(from: ground.fresh.dataDirectory, users: many).write(perCommit: 64)
    return [
      Figure(
        name: "durable creates, 32 connections ÷ raw SQLite, 64 to a commit", value: busy.perSecond / raw,
        aim: .atLeast(0.5),
        parts: [
          ("creates/s", busy.perSecond), ("raw users/s", raw), ("commits a transaction", shared),
          ("create's µs of a processor", busy.processorEach),
        ]),
      Figure(
        name: "durable create, 1 connection ÷ raw SQLite, 1 to a commit", value: alone.perSecond / rawAlone,
        aim: .atLeast(0.6),
        parts: [
          ("creates/s", alone.perSecond), ("raw users/s", rawAlone),
          ("create's µs of a processor", alone.processorEach),
        ]),
      Figure(
        name: "resident memory with \(options.users) users, idle, the load's own included", value: memory, unit: " MB",
        aim: .atMost(150), parts: []),
    ]
  }

  private func fill(from first: Int) async throws {
    let people = ground.people
    var next = first
    while next < options.users {
      let start = next
      let count = min(10_000, options.users - next)
      _ = try await ground.load(connections: 32, count: count) { people.create(start + $0) }
      next += count
      Ground.progress("\(next) of \(options.users) users")
    }
    Ground.progress("")
  }
}
