public import Directory
public import Text

/// Which entries of the audit trail are asked for; what is nil or empty doesn't restrict.
public struct AuditQuery: Sendable, Hashable {
  /// One provider's.
  public var provider: ProviderName?
  /// Of these kinds.
  public var kinds: [AuditKind]
  /// About one of these source records or directory entries, or their memberships.
  public var users: [String]
  /// Only refusals.
  public var refusedOnly: Bool
  /// From this instant on.
  public var since: Timestamp?
  /// Before this instant.
  public var until: Timestamp?
  /// After this number of the provider's chain.
  public var afterSequence: Int64?
  /// After this place among all entries: where a follower goes on.
  public var after: Int64?
  /// The latest first, instead of in their order.
  public var newestFirst: Bool
  /// At most so many.
  public var limit: Int

  /// A query of its parts.
  public init(
    provider: ProviderName? = nil, kinds: [AuditKind] = [], users: [String] = [], refusedOnly: Bool = false,
    since: Timestamp? = nil, until: Timestamp? = nil, afterSequence: Int64? = nil, after: Int64? = nil,
    newestFirst: Bool = false, limit: Int = 1000
  ) {
    self.provider = provider
    self.kinds = kinds
    self.users = users
    self.refusedOnly = refusedOnly
    self.since = since
    self.until = until
    self.afterSequence = afterSequence
    self.after = after
    self.newestFirst = newestFirst
    self.limit = limit
  }
}

/// How often something happened at one provider on one day.
public struct AuditSummary: Sendable, Hashable {
  /// Whose acts.
  public var provider: ProviderName
  /// The day in UTC, `2026-01-31`.
  public var day: String
  /// What happened.
  public var kind: AuditKind
  /// How often; coalesced entries count for all that they stand for.
  public var count: Int64
}

/// The end of a provider's chain, to be kept off the store: only so a cut tail can be shown.
public struct ChainHead: Sendable, Hashable {
  /// Whose chain.
  public var provider: ProviderName
  /// The number of the last entry.
  public var sequence: Int64
  /// Its hash, in hex.
  public var hash: String

  /// Makes a head of its parts.
  public init(provider: ProviderName, sequence: Int64, hash: String) {
    self.provider = provider
    self.sequence = sequence
    self.hash = hash
  }
}

/// Something in the audit trail that isn't as it was written.
public struct AuditFault: Sendable, Hashable, CustomStringConvertible {
  /// Whose chain.
  public var provider: ProviderName
  /// The first number that is concerned.
  public var sequence: Int64
  /// What is wrong.
  public var reason: String

  /// Provider, number and reason.
  public var description: String { "\(provider) \(sequence): \(reason)" }
}
