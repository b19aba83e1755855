#if os(Linux)
  import Foundation
  import Testing

  /// What a 2xx promises: the host is killed under load again and again, and the power is cut.
  @Suite("kill -9 under load", .serialized, .ownThread, .enabled(if: PowerCutShim.path != nil, PowerCutShim.isMissing))
  struct PowerCutTests {
    /// How many kills; `DRAGOMAN_KILL_ROUNDS=10000` for a release.
    private static let rounds =
      ProcessInfo.processInfo.environment["DRAGOMAN_KILL_ROUNDS"].flatMap { Int($0) } ?? 150
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

    @Test(
      "T4 The same rounds find what is lost when SQLite doesn't sync, and when the disk lies",
      arguments: [
        ["POWERCUT_SYNCHRONOUS": "OFF"], ["POWERCUT_SYNCHRONOUS": "NORMAL"], ["POWERCUT_LIE": "1"],
      ])
    func bite(_ fault: [String: String]) throws {
      // A host that is killed before it acknowledged anything has nothing to lose, so a life may find nothing.
      var findings: [PowerCutFinding] = []
      for seed in 1...12 as ClosedRange<UInt64> where findings.count < 3 {
        let life = try PowerCutLife(seed: seed)
        do {
          try life.round(0, upTo: 150, leaving: .nothing, deep: false, environment: fault)
        } catch let finding as PowerCutFinding {
          findings.append(finding)
        }
      }
      #expect(findings.count == 3)
      for finding in findings { #expect(finding.description.contains("which was acknowledged")) }
    }

    @Test("The checks find whatever is spoilt")
    func checks() throws {
      let life = try PowerCutLife(seed: 5)
      let host = try life.start()
      host.waitForRequests(120)
      host.kill()
      try life.end(leaving: .nothing)
      for statement in Self.spoiling {
        let copy = try life.home.copy()
        try PowerCutCheck.spoil(copy, statement)
        #expect(try PowerCutCheck(copy, after: 0, deep: false).faults != [], "not found: \(statement)")
      }
    }

    private static let spoiling = [
      "DELETE FROM source_record WHERE id = (SELECT max(id) FROM source_record WHERE kind = 'user')",
      "DELETE FROM audit_entry WHERE position = (SELECT max(position) FROM audit_entry WHERE kind = 'user.created')",
      "DELETE FROM membership WHERE position = (SELECT max(position) FROM membership)",
      "DELETE FROM link WHERE source_id = (SELECT max(source_id) FROM link)",
      "DELETE FROM tombstone WHERE id = (SELECT max(id) FROM tombstone)",
      "UPDATE directory_user SET attributes = '{}' WHERE state <> 'tombstone'",
      "UPDATE audit_entry SET provider = 'b', seq = 9999 WHERE provider = 'a' AND seq = 3",
      "UPDATE source_count SET records = records + 1",
      """
      INSERT INTO audit_entry(provider, seq, id, at, kind, outcome, resource_id, count, line, previous, hash)
        SELECT provider, seq + 1000, id || '-', at, kind, outcome, resource_id, count, line, previous, hash
        FROM audit_entry WHERE kind = 'user.created' LIMIT 1
      """,
    ]
  }
#endif
