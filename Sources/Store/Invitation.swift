public import Directory
public import Text

/// The one invitation of a directory user: when it goes out, and what became of it.
public struct Invitation: Sendable, Hashable {
  /// Where an invitation is on its way.
  public enum State: String, Sendable, Hashable, CaseIterable {
    /// It goes out when it is due, if the user is still active then.
    case waiting
    /// It is being handed over at this moment.
    case sending
    /// It was handed over.
    case sent
    /// The user wasn't active when it was due.
    case skipped
    /// An administrator cancelled it.
    case cancelled
    /// It can't be handed over; nobody tries any more.
    case failed
    /// Nobody knows whether it was handed over, so it isn't sent again by itself.
    case unsure
  }

  /// The directory user who is invited.
  public var entryID: String
  /// What its receiver may tell repetitions by: the same at each attempt, another when it is sent again on purpose.
  public var id: String
  /// The provider that brought the user.
  public var provider: ProviderIdentity
  /// The SCIM id of the user there.
  public var sourceID: String
  /// The person's folded user name, so that who was deleted and comes back isn't invited again; erased with the person.
  public var person: String?
  /// Where it is on its way.
  public var state: State
  /// When it goes out at the earliest.
  public var due: Timestamp
  /// How often it was tried.
  public var attempts: Int
  /// When it was tried last.
  public var attempted: Timestamp?
  /// When it was handed over.
  public var sent: Timestamp?
  /// What the last attempt came to, without anything of the person.
  public var detail: String?
  /// When it was planned.
  public var created: Timestamp
  /// When it last changed.
  public var updated: Timestamp
  /// Counts its changes: an update expects the version that it was made from, and leaves the next one.
  public var version: Int64

  /// An invitation that waits for its time.
  public init(
    entryID: String, provider: ProviderIdentity, sourceID: String, person: String?, due: Timestamp,
    created: Timestamp
  ) {
    self.entryID = entryID
    id = "inv_" + UUIDv7(at: created).description
    self.provider = provider
    self.sourceID = sourceID
    self.person = person
    state = .waiting
    self.due = due
    attempts = 0
    self.created = created
    updated = created
    version = 1
  }
}
