internal import Directory
internal import JSON
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

/// One batch of a re-mapping: some source records judged and written in one transaction with how far it got.
struct RemapStep {
  private let store: Store
  private let inForce: ConfigurationInForce
  private let worker: RemapWorker

  init(_ store: Store, _ inForce: ConfigurationInForce, _ worker: RemapWorker) {
    self.store = store
    self.inForce = inForce
    self.worker = worker
  }

  /// How a batch ended.
  struct Ending: Sendable {
    /// Whether no record is left.
    var isLast = false
    /// Whether requests shared its transaction.
    var metOthers = false
    /// Whether two of its records wanted one name.
    var metConflict = false
  }

  /// Does one batch of at most `limit` records.
  /// - Throws: `StoreError`.
  func run(_ job: RemapProgress, limit: Int) async throws -> Ending {
    guard worker.enter(job) else { return Ending() }
    defer { worker.leave() }
    guard let endpoint = try inForce.judging(job.provider) else { return try await end(job) }
    do {
      return try await write(job, Remapping(endpoint), limit: limit)
    } catch StoreError.conflict {
      // Two of them want one name: one after the other, the second sees the first.
      var ending = try await write(job, Remapping(endpoint), limit: 1)
      ending.metConflict = true
      return ending
    }
  }

  private func write(_ job: RemapProgress, _ remapping: Remapping, limit: Int) async throws -> Ending {
    let actor = AuditActor(name: job.by, requestID: job.requestID)
    let committed = try await store.commit { snapshot in
      // Taken once, after the swap: whoever ran after those that go on coming would never end.
      let through = try job.through ?? snapshot.lastSource(job.provider, job.kind) ?? ""
      let page = try remapping.differences(
        job.kind, after: job.after, through: through, limit: limit, at: actor.at, snapshot)
      var next = job
      next.through = through
      next.count(page.found)
      next.done += page.records
      next.after = page.last ?? job.after
      let keys = try remapping.keys(job.kind, after: job.after, limit: page.records, snapshot)
      guard !page.found.isEmpty || !keys.isEmpty else { return (Commit.ofHost([]), (next, page.records)) }
      var commit = remapping.commit(page.found, and: keys, by: actor)
      commit.writes.append(.setting(key: RemapProgress.key(job.provider), value: next.json.description))
      return (commit, (next, page.records))
    }
    let (next, records) = committed.value
    let ending = Ending(metOthers: committed.batchSize > 1)
    worker.change(job) { $0 = next }
    guard records < limit else { return ending }
    guard job.kind == .user else { return try await end(job) }
    worker.change(job) { $0.begin(.group) }
    return ending
  }

  private func end(_ job: RemapProgress) async throws -> Ending {
    _ = try await store.commit { _ in (.ofHost([.setting(key: RemapProgress.key(job.provider), value: nil)]), ()) }
    return Ending(isLast: true)
  }
}

extension ConfigurationInForce {
  /// What judges a provider's source records; nil when the provider isn't configured any more.
  func judging(_ name: ProviderName) throws -> EndpointConfiguration? {
    let configuration = self.configuration
    guard let provider = configuration.providers.first(where: { $0.name == name }) else { return nil }
    return try EndpointAssembly(configuration).judging(provider)
  }
}
