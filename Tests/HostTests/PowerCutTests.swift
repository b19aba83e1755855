#if os(Linux)
  import Foundation
  import Testing

  /// What a 2xx promises: the host is killed under load again and again, and the power is cut.
  @Suite("kill -9 under load", .serialized, .enabled(if: PowerCutShim.path != nil, PowerCutShim.isMissing))
  struct PowerCutTests {
    /// How many kills; `DRAGOMAN_KILL_ROUNDS=10000` for a release.
    private static let rounds =
      ProcessInfo.processInfo.environment["DRAGOMAN_KILL_ROUNDS"].flatMap { Int($0) } ?? 300
    /// Kills that one store lives through.
    private static let life = 25

    @Test("T1 Nothing acknowledged is lost, nothing unasked is there, and the trail is what happened")
    func kills() throws {
      let seed =
        ProcessInfo.processInfo.environment["DRAGOMAN_KILL_SEED"].flatMap { UInt64($0) } ?? .random(in: 1...(1 << 40))
      var (acknowledged, settled) = (0, 0)
      for first in stride(from: 0, to: Self.rounds, by: Self.life) {
        let life = try PowerCutLife(seed: seed &+ UInt64(first))
        let count = min(Self.life, Self.rounds - first)
        for round in 0..<count {
          try life.round(first + round, upTo: 200, deep: round % 8 == 7 || round == count - 1)
        }
        acknowledged += life.acknowledged
        settled += life.settled
      }
      print(
        "\(Self.rounds) kills, \(acknowledged) acknowledged changes, \(settled) in doubt that happened, seed \(seed)")
      #expect(acknowledged > Self.rounds)
    }

    @Test("T4 The same rounds find the loss when a sync makes nothing durable, as with synchronous=OFF")
    func bite() throws {
      for seed in 1...4 as ClosedRange<UInt64> {
        let life = try PowerCutLife(seed: seed)
        let finding = #expect(throws: PowerCutFinding.self) {
          try life.round(0, upTo: 150, leaving: .nothing, deep: false, environment: ["POWERCUT_LIE": "1"])
        }
        #expect(finding?.description.contains("acknowledged") == true, "\(finding?.description ?? "nothing was lost")")
      }
    }
  }
#endif
