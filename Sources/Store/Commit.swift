public import Directory
public import Text

/// What a request wants to be true from now on: expectations, writes, and what the audit trail says of them.
///
/// It is decided on a snapshot and written whole or not at all.
public struct Commit: Sendable {
  /// Who acts, in every audit entry of it.
  public var provider: ProviderIdentity
  /// When.
  public var at: Timestamp
  /// The token's id, or the administrator.
  public var actor: String
  /// The request that asked for it.
  public var requestID: String
  /// The version of the attribute mapping that was applied.
  public var mappingVersion: String?
  /// The version of the adapter that translated the request.
  public var adapterVersion: String?
  /// The writes, in their order.
  public var writes: [Write]
  /// What the audit trail says; the writer adds the entries of memberships itself.
  public var entries: [AuditDraft]

  /// Makes a commit of its parts.
  public init(
    provider: ProviderIdentity, at: Timestamp, actor: String, requestID: String, mappingVersion: String? = nil,
    adapterVersion: String? = nil, writes: [Write] = [], entries: [AuditDraft] = []
  ) {
    self.provider = provider
    self.at = at
    self.actor = actor
    self.requestID = requestID
    self.mappingVersion = mappingVersion
    self.adapterVersion = adapterVersion
    self.writes = writes
    self.entries = entries
  }

  /// Whether there is nothing to write; it then costs no transaction.
  public var isEmpty: Bool { writes.isEmpty && entries.isEmpty }
}

/// What became of a commit that is on disk.
public struct Committed<Value> {
  /// What the deciding function gave beside the commit.
  public var value: Value
  /// The memberships that really began or ended.
  public var deltas: [MembershipDelta]
  /// The versions, after it, of the source groups whose memberships changed.
  public var groupVersions: [String: Int64]
  /// How many commits shared the transaction; 0 when there was nothing to write.
  public var batchSize: Int
}

extension Committed: Sendable where Value: Sendable {}
