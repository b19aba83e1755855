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

  /// Lets a write begin; nil once the gate is shut.
  func enter() -> EndpointVisit? {
    let mayEnter = state.withLock { state in
      if !state.isShut { state.inside += 1 }
      return !state.isShut
    }
    return mayEnter ? EndpointVisit(self) : nil
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

  fileprivate func leave() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.inside -= 1
      guard state.inside == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}

/// One write that is under way; it ends when nobody holds it any more, whatever became of the answer.
final class EndpointVisit: Sendable {
  private let gate: EndpointGate

  fileprivate init(_ gate: EndpointGate) { self.gate = gate }

  deinit { gate.leave() }

  /// The answer that `make` gives, the visit kept until it is done.
  func during(_ make: () -> HTTPAnswer) -> HTTPAnswer {
    withExtendedLifetime(self) {
      switch make() {
      case .now(let response): .now(response)
      case .later(let work): .later { await self.during(work) }
      case .soon(let work): .soon { await self.during(work) }
      }
    }
  }

  private func during(_ work: @Sendable () async -> HTTPResponse) async -> HTTPResponse {
    let response = await work()
    return withExtendedLifetime(self) { response }
  }
}
