internal import Directory
internal import HTTP
internal import JSON
internal import Provisioning
internal import Store
internal import Text
internal import Tokens

extension Reloading {
  /// Finds what the files changed while no host ran, notes it, and judges the entries again behind the first requests.
  ///
  /// What nobody confirmed waits if it is grave; everything else goes on where it was.
  func settleAtStart() async throws {
    try worker.restore()
    let actor = AuditActor(name: "host", requestID: HTTPHead.newRequestID())
    let order = Order(actor: actor, reason: "start")
    let changes = try store.read { try ProviderChange.all(from: nil, to: inForce.configuration, $0) }
    let stale = changes.filter(\.differsFromStored)
    // A provider that has nothing yet, and had nothing, isn't changed by its first start.
    let first = stale.filter { $0.stored == nil && $0.records == 0 }
    let writes = first.compactMap(\.after).map { Write.mappingApplied($0.applied(by: actor, "start")) }
    if !writes.isEmpty { _ = try await store.commit { _ in (.ofHost(writes), ()) } }
    var jobs: [RemapProgress] = []
    for change in stale where change.stored != nil || change.records > 0 {
      let job = change.job(by: actor, .checking)
      let commit = change.commit(order, job: job)
      _ = try await store.commit { _ in (commit, ()) }
      if let job { jobs.append(job) }
    }
    worker.put(jobs)
  }

  /// The host began under what was in force: says what of the files waits for a confirmation.
  func noteHeld() async throws {
    _ = try await run(Order(actor: AuditActor(name: "host", requestID: HTTPHead.newRequestID()), reason: "start"))
  }
}
