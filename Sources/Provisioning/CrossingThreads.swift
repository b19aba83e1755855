internal import Foundation
internal import HTTP
internal import SCIM
internal import Synchronization

/// The threads of one provider whose adapter may have to wait for another process, so that it holds up no other's.
final class CrossingThreads: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var running = 0
    var inside = 0
  }

  private let width: Int
  private let mostInside = 512
  private let state = Mutex(State())

  /// At most `width` threads, which there are only while there is something to do.
  init(width: Int) { self.width = width }

  /// Lets a request in; false when too many are inside already.
  func enter() -> Bool {
    state.withLock { state in
      guard state.inside < mostInside else { return false }
      state.inside += 1
      return true
    }
  }

  func leave() { state.withLock { $0.inside -= 1 } }

  /// Queues a piece of a task; a thread ends when nothing is queued.
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isNew = state.withLock { state in
      state.jobs.append(job)
      guard state.running < width else { return false }
      state.running += 1
      return true
    }
    if isNew { Thread.detachNewThread { [self] in run() } }
  }

  private func run() {
    while let job = next() { job.runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func next() -> UnownedJob? {
    state.withLock { state in
      guard !state.jobs.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.jobs.removeFirst()
    }
  }
}

extension ProvisioningEndpoint {
  /// Answers on the provider's own threads; 503 when too many wait there, or its turn came too late.
  func crossing(_ request: HTTPRequest, _ call: EndpointCall) -> HTTPAnswer {
    .later {
      guard self.crossings.enter() else { return self.refused(call, SCIMError.adapterBusy) }
      defer { self.crossings.leave() }
      return await withTaskExecutorPreference(self.crossings) { await self.turn(request, call) }
    }
  }

  private func turn(_ request: HTTPRequest, _ call: EndpointCall) async -> HTTPResponse {
    guard call.started.duration(to: .now) < .seconds(configuration.limits.searchSeconds) / 2 else {
      return refused(call, SCIMError.adapterBusy)
    }
    switch answer(request, call) {
    case .now(let response): return response
    case .later(let work), .soon(let work): return await work()
    }
  }
}
