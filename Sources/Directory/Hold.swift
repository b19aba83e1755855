public import Text

/// Why a directory entry doesn't follow its source records.
public enum HoldReason: String, Hashable, Sendable, CaseIterable {
  /// Another provider's user has the name.
  case conflict
  /// A changed mapping or a doubtful link waits for an administrator's eyes.
  case review
  /// Too many entries would leave at once.
  case brake
  /// An administrator refused the change.
  case rejected
  /// An administrator took the change back.
  case undone
  /// A required attribute is empty, or the mapping exceeds its limit.
  case incomplete
}

/// Pins a directory entry: changes of its source record up to `sourceVersion` are ignored, the next is judged afresh.
public struct Hold: Hashable, Sendable {
  /// The pinned entry.
  public var entryID: String
  /// User or group.
  public var kind: EntryKind
  /// Why.
  public var reason: HoldReason
  /// What an administrator has to know to decide, in one sentence.
  public var detail: String
  /// Whose source record waits.
  public var provider: ProviderIdentity
  /// The SCIM id of that source record.
  public var sourceID: String
  /// Its version when the hold began.
  public var sourceVersion: Int64
  /// When the hold began.
  public var since: Timestamp

  /// Makes a hold of its parts.
  public init(
    entryID: String, kind: EntryKind, reason: HoldReason, detail: String, provider: ProviderIdentity,
    sourceID: String, sourceVersion: Int64, since: Timestamp
  ) {
    self.entryID = entryID
    self.kind = kind
    self.reason = reason
    self.detail = detail
    self.provider = provider
    self.sourceID = sourceID
    self.sourceVersion = sourceVersion
    self.since = since
  }
}

extension Hold {
  /// The sentence of a conflict: a name, and the id of the directory user who has it.
  public static func conflict(over name: String, with holder: String) -> String {
    "userName '\(name)' belongs to the directory user \(holder)"
  }
}
