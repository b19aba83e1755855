public import Directory
public import Text

/// A bearer token as it is stored: never the token, only its digest.
public struct TokenRow: Sendable, Hashable {
  /// Whether it opens the endpoint.
  public enum State: String, Sendable, Hashable, CaseIterable {
    case active
    case inactive
  }

  /// The public id, `tok_…`: all that is shown.
  public var id: String
  /// Whose endpoint it opens.
  public var provider: ProviderName
  /// 1 or 2: one token of each slot at a time.
  public var slot: Int
  /// SHA-256 of the token, 32 bytes.
  public var digest: [UInt8]
  /// Whether it opens the endpoint.
  public var state: State
  /// What the administrator calls it.
  public var label: String?
  /// When it was made.
  public var created: Timestamp
  /// Who made it.
  public var createdBy: String
  /// When it ends by itself.
  public var expires: Timestamp?
  /// When it was last used, a minute late at most.
  public var lastUsed: Timestamp?
  /// From which address it was last used.
  public var lastUsedFrom: String?
  /// SHA-256 of the token before the last renewal, while that one still counts.
  public var graceDigest: [UInt8]?
  /// Until when the one before counts.
  public var graceUntil: Timestamp?
  /// Counts the changes: an update expects the version that it was made from, and leaves the next one.
  public var version: Int64

  /// Makes a row of its parts.
  public init(
    id: String, provider: ProviderName, slot: Int, digest: [UInt8], state: State, label: String? = nil,
    created: Timestamp, createdBy: String, expires: Timestamp? = nil, lastUsed: Timestamp? = nil,
    lastUsedFrom: String? = nil, graceDigest: [UInt8]? = nil, graceUntil: Timestamp? = nil, version: Int64 = 1
  ) {
    self.id = id
    self.provider = provider
    self.slot = slot
    self.digest = digest
    self.state = state
    self.label = label
    self.created = created
    self.createdBy = createdBy
    self.expires = expires
    self.lastUsed = lastUsed
    self.lastUsedFrom = lastUsedFrom
    self.graceDigest = graceDigest
    self.graceUntil = graceUntil
    self.version = version
  }
}

/// A token that was deleted, kept so that its later use can be told from noise.
public struct DeletedToken: Sendable, Hashable {
  /// The public id that it had.
  public var id: String
  /// Whose endpoint it opened.
  public var provider: ProviderName
  /// When it was deleted.
  public var deleted: Timestamp
}
