internal import Directory
internal import JSON
internal import Store
internal import Text
internal import Tokens

extension Administration {
  /// `invite.list|resend|cancel`.
  func inviteVerb(_ verb: String, _ arguments: AdminArguments, _ actor: AuditActor) async throws -> JSON {
    switch verb {
    case "invite.list": return try store.read { try invitations(arguments, $0) }
    case "invite.resend": return try await resend(try arguments.required("user"), actor)
    case "invite.cancel": return try await cancel(try arguments.required("user"), actor)
    default: throw AdminError("there is no verb '\(verb)'")
    }
  }

  private func invitations(_ arguments: AdminArguments, _ snapshot: Snapshot) throws -> JSON {
    let limit = Int(min(max(arguments.integer("limit") ?? 500, 1), 1000))
    let provider = try arguments.text("provider").map { try self.provider($0).name }
    let wanted = try arguments.text("state").map { text in
      guard let state = Invitation.State(rawValue: text) else {
        throw AdminError(
          "'\(text)' is not a state of an invitation",
          fix: "one of " + Invitation.State.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return state
    }
    let page = try snapshot.invitations(provider: provider, after: arguments.text("after"), limit: limit)
    let shown = try page.filter { wanted == nil || $0.state == wanted }.map { try described($0, snapshot) }
    return ["invitations": .array(shown), "next": page.count == limit ? .string(page[limit - 1].entryID) : .null]
  }

  /// An invitation as people read it.
  func described(_ invitation: Invitation, _ snapshot: Snapshot) throws -> JSON {
    var row: JSONObject = [
      "entry": .string(invitation.entryID), "provider": .string(invitation.provider.name.description),
      "state": .string(invitation.state.rawValue), "due": .string(invitation.due.description),
      "attempts": JSON(invitation.attempts), "created": .string(invitation.created.description),
    ]
    row["user"] = (try snapshot.user(invitation.entryID)?.userName).map { .string($0) }
    row["sent"] = invitation.sent.map { .string($0.description) }
    row["detail"] = invitation.detail.map { .string($0) }
    return .object(row)
  }

  /// Sends it again, on purpose; somebody who was never invited gets a first one.
  private func resend(_ text: String, _ actor: AuditActor) async throws -> JSON {
    let invitation = try await store.commit { [self] snapshot in
      let user = try livingUser(text, snapshot)
      guard user.state == .active else {
        throw AdminError("the user '\(text)' is \(user.state.rawValue): only an active one is invited")
      }
      let known = try snapshot.invitation(user.id)
      if known?.state == .sending { throw AdminError("it is being sent at this moment", fix: "ask again in a minute") }
      guard let link = try snapshot.links(of: user.id).first, try invites(known?.provider.name ?? link.provider.name)
      else {
        throw AdminError("the provider of '\(text)' doesn't invite", fix: "settings: { autoInvite: … }")
      }
      let fresh = Invitation(
        entryID: user.id, provider: known?.provider ?? link.provider, sourceID: known?.sourceID ?? link.sourceID,
        person: user.userName.map(fold), due: actor.at, created: actor.at)
      return (commit(fresh.following(known), .invitationResent, known == nil, actor), fresh)
    }.value
    return message(invitation.entryID, "The invitation goes out within seconds of a running host.")
  }

  private func invites(_ name: ProviderName) throws -> Bool {
    try provider(name.description).settings.autoInvite != nil
  }

  private func cancel(_ text: String, _ actor: AuditActor) async throws -> JSON {
    let entryID = try await store.commit { [self] snapshot in
      let user = try livingUser(text, snapshot)
      guard var invitation = try snapshot.invitation(user.id) else {
        throw AdminError("'\(text)' has no invitation", fix: "`dragoman invite list` shows those that there are")
      }
      guard invitation.state == .waiting else {
        throw AdminError("the invitation of '\(text)' doesn't wait any more: \(invitation.state.rawValue)")
      }
      invitation.state = .cancelled
      invitation.detail = nil
      invitation.updated = actor.at
      return (commit(invitation, .invitationCancelled, false, actor), user.id)
    }.value
    return message(entryID, "Cancelled: nothing is sent.")
  }

  private func commit(_ invitation: Invitation, _ kind: AuditKind, _ isNew: Bool, _ actor: AuditActor) -> Commit {
    Commit(
      provider: invitation.provider, at: actor.at, actor: actor.name, requestID: actor.requestID,
      writes: [isNew ? .insertInvitation(invitation) : .updateInvitation(invitation)],
      entries: [InvitationAudit.draft(kind, invitation, nil)])
  }

  private func message(_ entryID: String, _ text: String) -> JSON {
    ["entry": .string(entryID), "message": .string(text)]
  }
}

extension Invitation {
  /// The same in place of the one there is.
  fileprivate func following(_ known: Invitation?) -> Invitation {
    var next = self
    next.created = known?.created ?? created
    next.version = known?.version ?? version
    return next
  }
}
