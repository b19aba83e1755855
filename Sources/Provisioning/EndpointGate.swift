internal import HTTP
internal import Synchronization

/// Knows the writes that an endpoint has begun, so that another may take its place between them.
final class EndpointGate: Sendable {
  private struct State {
    var inside = 0
    var isShut = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Lets a write begin; false once the gate is shut.
  func enter() -> Bool {
    state.withLock { state in
      if !state.isShut { state.inside += 1 }
      return !state.isShut
    }
  }

  /// The same answer, noting when it is done.
  func leaving(_ answer: HTTPAnswer) -> HTTPAnswer {
    switch answer {
    case .now:
      leave()
      return answer
    case .later(let work):
      return .later {
        let response = await work()
        self.leave()
        return response
      }
    }
  }

  /// Lets no more begin, and returns when those inside are done.
  func shut() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        state.isShut = true
        if state.inside > 0 { state.waiting.append(continuation) }
        return state.inside == 0
      }
      if isEmpty { continuation.resume() }
    }
  }

  private func leave() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.inside -= 1
      guard state.inside == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}
