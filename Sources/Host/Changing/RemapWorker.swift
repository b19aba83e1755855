internal import Directory
internal import HTTP
internal import JSON
internal import Provisioning
internal import Store
internal import Synchronization
internal import Text
internal import Tokens

/// Brings directory entries under a new mapping, in batches behind the requests; goes on after a kill where it was.
final class RemapWorker: Sendable {
  private struct State {
    var jobs: [ProviderName: RemapProgress] = [:]
    var task: Task<Void, Never>?
    var pauses = 0
    var isInBatch = false
    var waiting: [CheckedContinuation<Void, Never>] = []
    var isStopped = false
  }

  private let store: Store
  private let log: HostLog
  private let inForce: ConfigurationInForce
  private let state = Mutex(State())

  init(_ store: Store, _ inForce: ConfigurationInForce, log: HostLog) {
    self.store = store
    self.inForce = inForce
    self.log = log
  }

  /// Reads what the store says is under way, without going on with it.
  func restore() throws {
    let names = inForce.configuration.providers.map(\.name)
    let jobs = try store.read { snapshot in
      try names.compactMap { try snapshot.setting(RemapProgress.key($0)) }.compactMap(RemapProgress.init(stored:))
    }
    state.withLock { state in
      for job in jobs { state.jobs[job.provider] = job }
    }
  }

  /// Every provider's, those that ended since the host started included.
  var progress: [RemapProgress] {
    state.withLock { $0.jobs.values.sorted { $0.provider < $1.provider } }
  }

  /// The one of a provider.
  func progress(of provider: ProviderName) -> RemapProgress? { state.withLock { $0.jobs[provider] } }

  /// Takes what the store says is to be done, or goes on with it.
  func put(_ jobs: [RemapProgress]) {
    state.withLock { state in
      for job in jobs { state.jobs[job.provider] = job }
    }
    kick()
  }

  /// Waits until no batch is being written, and lets none begin until `resume`.
  func pause() async {
    await withCheckedContinuation { continuation in
      let isIdle = state.withLock { state in
        state.pauses += 1
        if state.isInBatch { state.waiting.append(continuation) }
        return !state.isInBatch
      }
      if isIdle { continuation.resume() }
    }
  }

  func resume() {
    state.withLock { $0.pauses -= 1 }
    kick()
  }

  /// Ends after the batch that is being written; the next host goes on.
  func stop() async {
    let task = state.withLock { state in
      state.isStopped = true
      state.task?.cancel()
      return state.task
    }
    await task?.value
  }

  private func kick() {
    state.withLock { state in
      guard state.task == nil, !state.isStopped, Self.next(state) != nil else { return }
      state.task = Task(priority: .background) { await self.work() }
    }
  }

  private static func next(_ state: State) -> RemapProgress? {
    guard state.pauses == 0, !state.isStopped else { return nil }
    let open = state.jobs.values.filter { [.checking, .running, .failed].contains($0.state) }
    return open.min { ($0.since, $0.provider) < ($1.since, $1.provider) }
  }

  private func work() async {
    var pace = RemapPace()
    while let job = takeNext() { await step(job, &pace) }
  }

  /// The job that is next, or nil, and then the task is over.
  private func takeNext() -> RemapProgress? {
    state.withLock { state in
      let job = Self.next(state)
      if job == nil { state.task = nil }
      return job
    }
  }

  private func step(_ job: RemapProgress, _ pace: inout RemapPace) async {
    do {
      switch job.state {
      case .checking: try await check(job)
      case .failed:
        try await Task.sleep(for: .seconds(5))
        change(job) { $0.state = .running }
      default:
        let start = ContinuousClock.now
        let ending = try await RemapStep(store, inForce, self).run(job, limit: pace.limit)
        if ending.isLast { await finish(job) }
        let pause = pace.note(ending, took: start.duration(to: .now))
        if pause > .zero { try await Task.sleep(for: pause) } else { await Task.yield() }
      }
    } catch is CancellationError {
      return
    } catch {
      log.write(.error, "re-mapping failed; it is tried again", values(job) + [("cause", .string("\(error)"))])
      change(job) { $0.state = .failed }
    }
  }

  /// Looks at what it would change before anything is: a configuration may have changed while no host ran.
  private func check(_ job: RemapProgress) async throws {
    guard let endpoint = try inForce.judging(job.provider) else { return drop(job) }
    let summary = try await Preview(store: store, endpoints: [endpoint]).run()
    let isGrave = inForce.configuration.confirmAbove.isExceeded(by: summary.grave, of: summary.total)
    var checked = job
    checked.toConfirm = summary.grave
    checked.state = isGrave ? .waiting : .running
    try await save(checked)
    guard isGrave else { return }
    log.write(
      .warning, "a changed mapping waits: it would deactivate or rename \(summary.grave) users",
      values(job) + [("fix", .string("dragoman preview, then dragoman apply --yes \(summary.grave)"))])
  }

  private func save(_ job: RemapProgress) async throws {
    guard enter(job) else { return }
    defer { leave() }
    let write = Write.setting(key: RemapProgress.key(job.provider), value: job.json.description)
    _ = try await store.commit { _ in (.ofHost([write]), ()) }
    change(job) { $0 = job }
  }

  private func finish(_ job: RemapProgress) async {
    do {
      try await HoldSettlement(store).settle(at: .now(), requestID: job.requestID)
    } catch {
      log.write(.warning, "holds could not be settled", values(job) + [("cause", .string("\(error)"))])
    }
    change(job) { $0.state = .done }
    guard let ended = progress(of: job.provider) else { return }
    let counts = ended.counts.sorted { $0.key < $1.key }.map { (name: $0.key, value: JSON($0.value)) }
    log.write(.info, "re-mapped", values(ended) + counts)
  }

  private func values(_ job: RemapProgress) -> [(name: String, value: JSON)] {
    [("provider", .string(job.provider.description)), ("mapping", .string(job.mapping)), ("records", JSON(job.done))]
  }

  private func drop(_ job: RemapProgress) { state.withLock { $0.jobs[job.provider] = nil } }
}

extension RemapWorker {
  /// Whether a batch of a job may begin: it is still the provider's, and nobody asked for a pause.
  func enter(_ job: RemapProgress) -> Bool {
    state.withLock { state in
      guard state.pauses == 0, !state.isStopped, state.jobs[job.provider]?.isFor(job) == true else { return false }
      state.isInBatch = true
      return true
    }
  }

  func leave() {
    let waiting = state.withLock { state in
      state.isInBatch = false
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }

  /// Changes a job, unless another took its place.
  func change(_ job: RemapProgress, _ body: (inout RemapProgress) -> Void) {
    state.withLock { state in
      guard var current = state.jobs[job.provider], current.isFor(job) else { return }
      body(&current)
      state.jobs[job.provider] = current
    }
  }
}

extension Commit {
  /// Writes of the host itself, of which the audit trail says nothing.
  static func ofHost(_ writes: [Write]) -> Commit {
    Commit(provider: .host, at: .now(), actor: "host", requestID: HTTPHead.newRequestID(), writes: writes)
  }
}
