internal import Directory
internal import JSON
internal import Provisioning
internal import Store
internal import Text

/// Takes an invitation that is due: marks it as being sent, on disk, before anything leaves the house.
struct InvitationClaim: Sendable {
  let settings: InvitationSettings
  let at: Timestamp
  let requestID: String
  let reading: @Sendable (Snapshot) -> DirectoryReading

  /// The letter to send, or nil when there is none: not due any more, or the user isn't active.
  func decide(_ due: Invitation, _ snapshot: Snapshot) throws -> (Commit, InvitationLetter?) {
    var commit = Commit(provider: due.provider, at: at, actor: "host", requestID: requestID)
    guard var invitation = try snapshot.invitation(due.entryID), invitation.state == .waiting, invitation.due <= at
    else { return (commit, nil) }
    let user = try snapshot.user(invitation.entryID)
    invitation.updated = at
    guard let user, user.state == .active else {
      let isHeld = user?.state == .held
      return (isHeld ? postponed(invitation, &commit) : skipped(invitation, &commit), nil)
    }
    let letter = try InvitationLetter(invitation, settings, user, PersonTexts(snapshot, reading(snapshot)))
    if let fault = letter.fault {
      invitation.state = .failed
      invitation.detail = fault
      commit.entries = [InvitationAudit.draft(.invitationFailed, invitation, fault)]
      commit.writes = [.updateInvitation(invitation)]
      return (commit, nil)
    }
    invitation.state = .sending
    invitation.attempts += 1
    invitation.attempted = at
    commit.writes = [.updateInvitation(invitation)]
    return (commit, letter)
  }

  /// Who isn't provisioned yet is asked about again later.
  private func postponed(_ invitation: Invitation, _ commit: inout Commit) -> Commit {
    var invitation = invitation
    invitation.due = at + max(settings.after, .seconds(60))
    invitation.detail = "the user is on hold"
    commit.writes = [.updateInvitation(invitation)]
    return commit
  }

  private func skipped(_ invitation: Invitation, _ commit: inout Commit) -> Commit {
    var invitation = invitation
    invitation.state = .skipped
    invitation.detail = "the user wasn't active when it was due"
    commit.writes = [.updateInvitation(invitation)]
    commit.entries = [InvitationAudit.draft(.invitationSkipped, invitation, invitation.detail)]
    return commit
  }
}

/// What the audit trail says of invitations.
enum InvitationAudit {
  static func draft(_ kind: AuditKind, _ invitation: Invitation, _ detail: String?) -> AuditDraft {
    AuditDraft(
      kind: kind, resourceType: "User", resourceID: invitation.sourceID,
      outcome: kind == .invitationFailed ? .refused : .success,
      directory: DirectoryEffect(.none, entryID: invitation.entryID), detail: detail)
  }
}
