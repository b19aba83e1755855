public import JSON

/// What happened, in the audit trail's vocabulary: `user.created`.
public struct AuditKind: RawRepresentable, Sendable, Hashable {
  /// The word as it is stored.
  public let rawValue: String

  /// A kind by its word.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A user was created.
  public static let userCreated = AuditKind(rawValue: "user.created")
  /// A user's attributes changed.
  public static let userUpdated = AuditKind(rawValue: "user.updated")
  /// A user was deactivated.
  public static let userDeactivated = AuditKind(rawValue: "user.deactivated")
  /// A deactivated user was activated.
  public static let userReactivated = AuditKind(rawValue: "user.reactivated")
  /// A user was deleted.
  public static let userDeleted = AuditKind(rawValue: "user.deleted")
  /// An administrator renamed a directory user.
  public static let userRenamed = AuditKind(rawValue: "user.renamed")
  /// A changed mapping changed a directory user; its source record is as it was.
  public static let userRemapped = AuditKind(rawValue: "user.remapped")
  /// A changed mapping changed a directory group; its source record is as it was.
  public static let groupRemapped = AuditKind(rawValue: "group.remapped")
  /// A group was created.
  public static let groupCreated = AuditKind(rawValue: "group.created")
  /// A group's attributes changed.
  public static let groupUpdated = AuditKind(rawValue: "group.updated")
  /// A group was deleted.
  public static let groupDeleted = AuditKind(rawValue: "group.deleted")
  /// A membership began.
  public static let memberAdded = AuditKind(rawValue: "member.added")
  /// A membership ended.
  public static let memberRemoved = AuditKind(rawValue: "member.removed")
  /// A membership passed to another user or group, whom its value names now.
  public static let memberMoved = AuditKind(rawValue: "member.moved")
  /// A token was made.
  public static let tokenCreated = AuditKind(rawValue: "token.created")
  /// A token opens its endpoint again.
  public static let tokenActivated = AuditKind(rawValue: "token.activated")
  /// A token doesn't open its endpoint any more.
  public static let tokenDeactivated = AuditKind(rawValue: "token.deactivated")
  /// A token was replaced by a new one in its slot.
  public static let tokenRenewed = AuditKind(rawValue: "token.renewed")
  /// A token was deleted.
  public static let tokenDeleted = AuditKind(rawValue: "token.deleted")
  /// A request was refused.
  public static let requestRefused = AuditKind(rawValue: "request.refused")
  /// An entry was pinned.
  public static let holdPlaced = AuditKind(rawValue: "hold.placed")
  /// An administrator let a held change through.
  public static let holdReleased = AuditKind(rawValue: "hold.released")
  /// An administrator refused a held change.
  public static let holdRejected = AuditKind(rawValue: "hold.rejected")
  /// A person's values were erased from the audit trail.
  public static let personErased = AuditKind(rawValue: "person.erased")
  /// An invitation was handed over.
  public static let invitationSent = AuditKind(rawValue: "invitation.sent")
  /// An invitation couldn't be handed over.
  public static let invitationFailed = AuditKind(rawValue: "invitation.failed")
  /// An invitation wasn't sent, since the user wasn't active any more.
  public static let invitationSkipped = AuditKind(rawValue: "invitation.skipped")
  /// An administrator cancelled an invitation.
  public static let invitationCancelled = AuditKind(rawValue: "invitation.cancelled")
  /// An administrator asked for an invitation to be sent again.
  public static let invitationResent = AuditKind(rawValue: "invitation.resent")
  /// The host began to serve.
  public static let hostStarted = AuditKind(rawValue: "host.started")
  /// The host ended.
  public static let hostStopped = AuditKind(rawValue: "host.stopped")
  /// All of a provider's traffic is recorded from now on.
  public static let recordingStarted = AuditKind(rawValue: "recording.started")
  /// A provider's traffic isn't recorded any more, but for what is refused.
  public static let recordingStopped = AuditKind(rawValue: "recording.stopped")
  /// Another configuration took effect.
  public static let configurationLoaded = AuditKind(rawValue: "configuration.loaded")

  /// Every kind, in the order above.
  public static let all: [AuditKind] = [
    .userCreated, .userUpdated, .userDeactivated, .userReactivated, .userDeleted, .userRenamed, .userRemapped,
    .groupCreated, .groupUpdated, .groupDeleted, .groupRemapped, .memberAdded, .memberRemoved, .memberMoved,
    .tokenCreated, .tokenActivated, .tokenDeactivated,
    .tokenRenewed, .tokenDeleted, .requestRefused, .holdPlaced, .holdReleased, .holdRejected, .personErased,
    .invitationSent, .invitationFailed, .invitationSkipped, .invitationCancelled, .invitationResent, .hostStarted,
    .hostStopped, .recordingStarted, .recordingStopped, .configurationLoaded,
  ]
}

/// How a request ended.
public enum AuditOutcome: String, Sendable, Hashable, CaseIterable {
  /// It was carried out.
  case success
  /// It was refused.
  case refused
}

/// What became of the directory entry.
public struct DirectoryEffect: Sendable, Hashable {
  /// Whether the directory followed.
  public enum Outcome: String, Sendable, Hashable, CaseIterable {
    /// The directory followed.
    case applied
    /// The entry is on hold.
    case held
    /// A part of the change was left out.
    case withheld
    /// It takes effect when what it names is known.
    case pending
    /// The directory isn't concerned.
    case none
  }

  /// Whether the directory followed.
  public var outcome: Outcome
  /// Why it didn't, without values.
  public var reason: String?
  /// The directory entry.
  public var entryID: String?

  /// Makes an effect of its parts.
  public init(_ outcome: Outcome, reason: String? = nil, entryID: String? = nil) {
    self.outcome = outcome
    self.reason = reason
    self.entryID = entryID
  }
}

/// An attribute that changed.
public struct AttributeChange: Sendable, Hashable {
  /// The attribute.
  public var name: String
  /// What it held before; nil for nothing.
  public var before: JSON?
  /// What it holds now; nil for nothing.
  public var after: JSON?

  /// Makes a change of its parts.
  public init(name: String, before: JSON?, after: JSON?) {
    self.name = name
    self.before = before
    self.after = after
  }
}

/// An audit entry that is still to be written: what the writer doesn't know by itself.
public struct AuditDraft: Sendable, Hashable {
  /// What happened.
  public var kind: AuditKind
  /// `User` or `Group`.
  public var resourceType: String?
  /// The SCIM id, or the id of what else is concerned.
  public var resourceID: String?
  /// How the request ended.
  public var outcome: AuditOutcome
  /// What became of the directory entry.
  public var directory: DirectoryEffect?
  /// What changed; passwords are dropped.
  public var changes: [AttributeChange]
  /// The SCIM error's type (RFC 7644 §3.12).
  public var scimType: String?
  /// The error's detail or a remark; kept beside the chain, since it may hold values.
  public var detail: String?
  /// How many like it this entry stands for.
  public var count: Int

  /// Makes a draft of its parts.
  public init(
    kind: AuditKind, resourceType: String? = nil, resourceID: String? = nil, outcome: AuditOutcome = .success,
    directory: DirectoryEffect? = nil, changes: [AttributeChange] = [], scimType: String? = nil, detail: String? = nil,
    count: Int = 1
  ) {
    self.kind = kind
    self.resourceType = resourceType
    self.resourceID = resourceID
    self.outcome = outcome
    self.directory = directory
    self.changes = changes
    self.scimType = scimType
    self.detail = detail
    self.count = count
  }
}
