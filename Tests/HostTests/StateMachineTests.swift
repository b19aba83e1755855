import AdapterTesting
import Testing

/// Random steps of two providers and an administrator, held against a model after each.
///
/// Over HTTP and not in process: a step costs a few milliseconds, most of them the disk's, and so tokens, framing and
/// threads are part of what is shown. A host serves one chapter, so that a seed leads to a failure soon.
@Suite("Whatever two providers and an administrator do, and in whatever order", .serialized)
struct StateMachineTests {
  private static let providers = [
    TestProvider(name: StateMachineModel.keeps, yaml: "settings: { userName: { onChange: keep } }"),
    TestProvider(name: StateMachineModel.follows, yaml: "settings: { userName: { onChange: follow } }"),
  ]

  @Test("the directory, the trail and what is read back are what the model says")
  func machine() async throws {
    let (all, start) = (StateMachineRun.steps, ContinuousClock.now)
    var left = all
    var seed = StateMachineRun.seed
    while left > 0 {
      let steps = min(left, StateMachineRun.chapter)
      guard try await holds(seed, steps) else { return }
      (left, seed) = (left - steps, seed &+ 1)
      StateMachineRun.tell("\(all - left) of \(all) steps in \(start.duration(to: .now)); seeds up to \(seed &- 1)")
    }
  }

  /// Plays a chapter; what goes wrong is told with the seed and the last steps.
  private func holds(_ seed: UInt64, _ steps: Int) async throws -> Bool {
    var fault: String?
    try await TestHost.run(Self.providers) { host in
      var player = try await StateMachinePlayer(host, seed: seed)
      do {
        for step in 1...steps {
          try await player.step()
          if step % 3 == 0 || step == steps { try await player.checkDirectory() }
        }
        try await player.restart()
      } catch {
        let story = player.story.joined(separator: "\n  ")
        fault = "DRAGOMAN_MACHINE_SEED=\(seed), step \(player.model.step): \(error)\n  \(story)"
      }
    }
    if let fault { Issue.record("\(fault)") }
    return fault == nil
  }
}

extension TestClient {
  /// The same client of the host at another address.
  func again(_ address: String) throws -> TestClient {
    let rest = base.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" }
    return TestClient(
      transport: try SocketTransport(base: address + rest), token: token, base: address + rest, tokenID: tokenID)
  }
}
