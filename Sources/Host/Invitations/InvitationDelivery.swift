internal import Directory
internal import HTTP
internal import JSON
internal import Store
public import Text

/// Sends the invitations that are due, each at most once: what is on its way is on disk before it leaves.
///
/// One run at a time; who comes meanwhile waits for its own.
public actor InvitationDelivery {
  private let administration: Administration
  private let log: HostLog
  private var running: Task<Void, Never>?  // the latest; each waits for the one before

  /// A letter that was being sent for longer is nobody's any more: its host ended.
  private static let abandoned = Duration.seconds(300)
  private static let hour = Duration.seconds(3600)

  init(_ administration: Administration, log: HostLog) {
    self.administration = administration
    self.log = log
  }

  /// Sends what is due at that instant.
  public func run(at now: Timestamp) async {
    let task = Task { [running] in
      await running?.value
      await self.deliver(at: now)
    }
    running = task
    await task.value
  }

  private func deliver(at now: Timestamp) async {
    await withTaskGroup(of: Void.self) { group in
      for provider in administration.configuration.providers {
        guard let settings = provider.settings.autoInvite else { continue }
        let work = ProviderInvitations(
          provider: provider.name, settings: settings, administration: administration, log: log, at: now)
        group.addTask { await work.run(abandonedBefore: now - Self.abandoned, hourAgo: now - Self.hour) }
      }
    }
  }
}

extension Timestamp {
  fileprivate static func - (instant: Timestamp, earlier: Duration) -> Timestamp { instant + (.zero - earlier) }
}

/// One provider's invitations that are due.
struct ProviderInvitations: Sendable {
  let provider: ProviderName
  let settings: InvitationSettings
  let administration: Administration
  let log: HostLog
  let at: Timestamp

  func run(abandonedBefore: Timestamp, hourAgo: Timestamp) async {
    do {
      try await settleAbandoned(before: abandonedBefore)
      for invitation in try due(hourAgo: hourAgo) {
        guard !Task.isCancelled else { return }
        try await send(invitation)
      }
    } catch {
      log.write(
        .error, "invitations",
        [("provider", .string(provider.description)), ("cause", .string(String(describing: error)))])
    }
  }

  private var store: Store { administration.store }

  /// As many as the hour still has room for.
  private func due(hourAgo: Timestamp) throws -> [Invitation] {
    try store.read { snapshot in
      let room = settings.perHour - (try snapshot.invitationsTried(provider, since: hourAgo))
      return room > 0 ? try snapshot.invitations(provider, .waiting, dueBy: at, limit: room) : []
    }
  }

  private func send(_ invitation: Invitation) async throws {
    let requestID = HTTPHead.newRequestID()
    let claim = InvitationClaim(settings: settings, at: at, requestID: requestID) { [administration] snapshot in
      administration.reading(snapshot)
    }
    guard let letter = try await store.commit({ try claim.decide(invitation, $0) }).value else { return }
    let outcome = await letter.send(at: at, log: log)
    log.write(
      outcome == .taken ? .info : .warning, "invitation",
      [
        ("request", .string(requestID)), ("provider", .string(provider.description)),
        ("entry", .string(invitation.entryID)), ("outcome", .string("\(outcome)")),
      ])
    try await note(outcome, invitation.entryID, requestID)
  }

  private func note(_ outcome: DeliveryOutcome, _ entryID: String, _ requestID: String) async throws {
    _ = try await store.commit { snapshot in
      var commit = Commit(provider: .host, at: at, actor: "host", requestID: requestID)
      guard var invitation = try snapshot.invitation(entryID), invitation.state == .sending else { return (commit, ()) }
      commit.provider = invitation.provider
      invitation.take(outcome, at: at)
      commit.writes = [.updateInvitation(invitation)]
      commit.entries = [
        InvitationAudit.draft(
          invitation.state == .sent ? .invitationSent : .invitationFailed, invitation, invitation.detail)
      ]
      return (commit, ())
    }
  }

  /// A host ended while it sent them. An endpoint tells repetitions by their id; a mail isn't sent again by itself.
  private func settleAbandoned(before: Timestamp) async throws {
    let sending = try store.read { try $0.invitations(provider, .sending, dueBy: at) }
    for invitation in sending where (invitation.attempted ?? invitation.updated) < before {
      let reason = "the host ended while it was being sent"
      let outcome: DeliveryOutcome = if case .post = settings.way { .refused(reason) } else { .unsure(reason) }
      try await note(outcome, invitation.entryID, HTTPHead.newRequestID())
    }
  }
}

extension Invitation {
  /// What an attempt came to.
  fileprivate mutating func take(_ outcome: DeliveryOutcome, at now: Timestamp) {
    updated = now
    switch outcome {
    case .taken:
      state = .sent
      sent = now
      detail = "attempt \(attempts)"
    case .refused(let reason, let asked):
      detail = "attempt \(attempts): \(reason)"
      guard let pause = RetrySchedule.pause(after: attempts, id: id, asked: asked) else { return state = .failed }
      state = .waiting
      due = now + pause
    case .hopeless(let reason):
      state = .failed
      detail = "attempt \(attempts): \(reason)"
    case .unsure(let reason):
      state = .unsure
      detail = "attempt \(attempts): \(reason)"
    }
  }
}
