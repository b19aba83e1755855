internal import Diagnostics
internal import Directory
internal import JSON
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

/// Brings other configurations into force: one at a time, checked whole and looked at first, or not at all.
actor Reloading {
  /// What answers the IdPs of a running host.
  struct Serving: Sendable {
    var listener: EndpointListener
    var recorder: Recorder
    var report: RequestReporting
  }

  /// Who asks, and what may be done.
  struct Order: Sendable {
    var actor: AuditActor
    /// `apply`, `signal`, `watch`, `rollback to …`.
    var reason: String
    /// How many users may be deactivated or renamed.
    var confirmed: Int?
    /// Texts that take the place of files, by their paths.
    var texts: [String: String] = [:]
    /// The files among them whose present text is kept beside them, since no history has it.
    var unkept: Set<String> = []
  }

  let store: Store
  let inForce: ConfigurationInForce
  let worker: RemapWorker
  private let log: HostLog
  private let serving: Serving?
  private var last: Task<Void, Never>?

  init(_ store: Store, _ inForce: ConfigurationInForce, _ worker: RemapWorker, log: HostLog, serving: Serving?) {
    self.store = store
    self.inForce = inForce
    self.worker = worker
    self.log = log
    self.serving = serving
  }

  /// Reads the files and brings them into force, after whoever asked before.
  /// - Throws: `StoreError`, `AdapterFault`.
  func run(_ order: Order) async throws -> ReloadOutcome {
    let before = last
    let task = Task {
      await before?.value
      return try await self.reload(order)
    }
    last = Task { _ = try? await task.value }
    let outcome = try await task.value
    note(outcome, order)
    return outcome
  }

  private func reload(_ order: Order) async throws -> ReloadOutcome {
    let old = inForce.configuration
    let (loaded, diagnostics) = HostConfiguration.load(old.file, replacing: order.texts)
    guard let loaded else { return .broken(diagnostics) }
    let failed = loaded.runExamples().diagnostics
    guard !failed.hasErrors else { return .broken(failed) }
    let (configuration, restart) = FrozenParts.keep(of: old, in: loaded)
    let endpoints = serving.map { made(configuration, $0) } ?? Endpoints()
    let faults = newFaults(endpoints)
    guard faults.isEmpty else { return .broken(Diagnostics(faults)) }
    var proposal = try Proposal(from: serving == nil ? nil : old, to: configuration, worker, store)
    proposal.restart = restart
    guard !proposal.isEmpty else {
      try order.writeTexts()
      return .nothing(restart: restart)
    }
    let summary = try await proposal.preview(store)
    let isGrave = configuration.confirmAbove.isExceeded(by: summary.grave, of: summary.total)
    if isGrave, (order.confirmed ?? -1) < summary.grave { return .unconfirmed(proposal, summary) }
    try order.writeTexts()
    try await bring(proposal, endpoints, order)
    return .applied(proposal, summary)
  }

  private func made(_ configuration: HostConfiguration, _ serving: Serving) -> Endpoints {
    EndpointAssembly(configuration).endpoints(
      publicURL: configuration.publicURL, store: store, report: serving.report)
  }

  /// What would take a provider out of service that is in it, or is new.
  private func newFaults(_ endpoints: Endpoints) -> [Diagnostic] {
    let old = inForce.endpoints
    let known = Set(old.states.filter { $0.value.reason != nil }.keys.map(\.description))
    let isNew = endpoints.outOfService.contains { !known.contains($0.provider) }
    return isNew ? endpoints.faults : []
  }

  /// Audit entries and history first, then the swap between two requests, then the entries behind it.
  private func bring(_ proposal: Proposal, _ endpoints: Endpoints, _ order: Order) async throws {
    await worker.pause()
    defer { worker.resume() }
    let jobs = proposal.jobs(by: order.actor)
    for commit in proposal.commits(order, jobs) { _ = try await store.commit { _ in (commit, ()) } }
    if let serving {
      try await RecordingSwitch(recorder: serving.recorder, store: store).settle(proposal.configuration)
    }
    inForce.replace(proposal.configuration, endpoints, restart: proposal.restart)
    if let serving { await serving.listener.swap(endpoints.states) }
    worker.put(jobs)
  }

  private func note(_ outcome: ReloadOutcome, _ order: Order) {
    let by: [(name: String, value: JSON)] = [
      ("reason", .string(order.reason)), ("actor", .string(order.actor.name)),
    ]
    switch outcome {
    case .broken, .unconfirmed:
      // What a rollback would have written isn't what the files say.
      let trouble = outcome.trouble(at: order.actor.at)
      if order.texts.isEmpty { inForce.refuse(trouble) }
      for reason in trouble.reasons { log.write(.error, "configuration refused", by + [("cause", .string(reason))]) }
    case .nothing(let restart):
      inForce.confirm(restart: restart)
      log.write(.info, "configuration unchanged", by + ReloadOutcome.told(restart))
    case .applied(let proposal, let summary):
      let names = proposal.changes.map { JSON.string($0.identity.name.description) }
      log.write(
        .info, "configuration applied",
        by + [("providers", .array(names)), ("records", JSON(summary.records))] + ReloadOutcome.told(proposal.restart))
    }
  }
}
