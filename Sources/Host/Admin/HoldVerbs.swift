internal import Directory
internal import JSON
internal import Provisioning
internal import SCIM
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `holds.list|show|release|reject`.
  func holdVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    switch verb {
    case "holds.list":
      return try store.read { snapshot in
        .array(try snapshot.holds().map(reading(snapshot).hold))
      }
    case "holds.show": return try store.read { try shown(try arguments.required("id"), $0) }
    case "holds.release": return try await release(try arguments.required("id"), actor)
    case "holds.reject": return try await reject(try arguments.required("id"), actor)
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func holds(_ id: String, _ snapshot: Snapshot) throws -> [Hold] {
    let holds = try snapshot.holds(id)
    guard !holds.isEmpty else {
      throw AdminError("the entry '\(id)' is not on hold", fix: "`dragoman holds list` shows those that are")
    }
    return holds
  }

  private func shown(_ id: String, _ snapshot: Snapshot) throws -> JSON {
    let reading = self.reading(snapshot)
    let entry = try snapshot.user(id).map(reading.user) ?? snapshot.group(id).map(reading.group) ?? .null
    return [
      "holds": .array(try holds(id, snapshot).map(reading.hold)), "entry": entry,
      "sources": .array(try reading.sources(of: id)),
    ]
  }

  private func release(_ id: String, _ actor: AuditActor) async throws -> JSON {
    _ = try await store.commit { [self] snapshot in
      guard let hold = try holds(id, snapshot).first else { throw AdminError("the entry '\(id)' is not on hold") }
      let judgement = EntryJudgement(try endpoint(hold.provider.name))
      let (commit, stillHeld) = try judgement.release(hold.kind, sourceID: hold.sourceID, by: actor, snapshot)
      if let stillHeld {
        throw AdminError(
          "what holds '\(id)' still stands: \(stillHeld)",
          fix: "free the name (`dragoman users rename`), change the mapping, or reject the hold")
      }
      return (commit, ())
    }
    // It may have left another name, for which somebody waits.
    try await HoldSettlement(store).settle(at: actor.at, requestID: actor.requestID)
    return ["entry": .string(id), "message": .string("Released: the entry is what its IdP wants.")]
  }

  /// What a provider's endpoint goes by.
  func endpoint(_ name: ProviderName) throws -> EndpointConfiguration {
    try EndpointAssembly(configuration).judging(try provider(name.description))
  }

  private func reject(_ id: String, _ actor: AuditActor) async throws -> JSON {
    _ = try await store.commit { [self] snapshot in
      let holds = try holds(id, snapshot)
      var writes = holds.map { Write.releaseHold(entryID: id, $0.reason) }
      guard var rejected = holds.first(where: { $0.reason != .rejected }) else {
        throw AdminError(
          "the hold of '\(id)' was rejected already", fix: "`dragoman holds release \(id)` judges it again")
      }
      rejected.detail = "rejected: \(rejected.reason.rawValue), \(try reading(snapshot).detail(of: rejected))"
      rejected.reason = .rejected
      rejected.since = actor.at
      rejected.sourceVersion =
        try snapshot.source(rejected.provider.name, rejected.kind, id: rejected.sourceID)?.version
        ?? rejected.sourceVersion
      writes.append(.hold(rejected))
      let draft = AuditDraft(
        kind: .holdRejected, resourceType: rejected.kind == .user ? "User" : "Group", resourceID: rejected.sourceID,
        directory: DirectoryEffect(.held, reason: "rejected", entryID: id), detail: rejected.detail)
      let commit = Commit(
        provider: rejected.provider, at: actor.at, actor: actor.name, requestID: actor.requestID, writes: writes,
        entries: [draft])
      return (commit, ())
    }
    return [
      "entry": .string(id), "message": .string("Rejected: the entry stays as it is until its IdP's next change."),
    ]
  }

  /// `attention`: what waits for an administrator.
  func attention() throws -> JSON {
    try store.read { snapshot in
      let holds = try snapshot.holds().filter { $0.reason != .rejected }.map { hold -> JSON in
        item(
          hold.reason.rawValue, hold.provider.name.description, hold.entryID, try reading(snapshot).detail(of: hold),
          hold.since)
      }
      let names = try snapshot.usersWithWithheldNames().map { user -> JSON in
        let mark = user.provenance["userName"]
        return item(
          "userName", mark?["provider"]?.string ?? "–", user.id,
          "'\(user.userName ?? "")' stays; its IdP wants '\(mark?["withheld"]?.string ?? "")'", user.updated)
      }
      return .array(changesThatWait() + outOfService() + holds + names)
    }
  }

  /// Files that aren't in force, and re-mappings that want a confirmation.
  private func changesThatWait() -> [JSON] {
    let trouble = inForce.trouble.map { trouble in
      item("configuration", "–", "–", (trouble.reasons + [trouble.fix]).joined(separator: "; "), trouble.at)
    }
    let waiting = reloading.worker.progress.filter { $0.state == .waiting }.map { job in
      item(
        "mapping", job.provider.description, "–",
        "it would deactivate or rename \(job.toConfirm ?? 0) users: dragoman apply --yes \(job.toConfirm ?? 0)",
        job.since)
    }
    return [trouble].compactMap { $0 } + waiting
  }

  private func outOfService() -> [JSON] {
    configuration.providers.compactMap { provider in
      status(provider.name)["reason"]?.string.map { item("adapter", provider.name.description, "–", $0, nil) }
    }
  }

  private func item(_ what: String, _ provider: String, _ entry: String, _ detail: String, _ since: Timestamp?) -> JSON
  {
    [
      "what": .string(what), "provider": .string(provider), "entry": .string(entry), "detail": .string(detail),
      "since": since.map { .string($0.description) } ?? .null,
    ]
  }
}
