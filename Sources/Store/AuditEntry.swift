public import Directory
public import JSON
public import Text

/// One entry of the audit trail, with its place in the chain of its provider.
public struct AuditEntry: Sendable, Hashable {
  /// Its place among the entries of all providers: where a follower goes on.
  public var position: Int64
  /// Whose act it was: never unknown.
  public var provider: ProviderName
  /// The provider's IdP, as it was called at the time.
  public var idp: String
  /// Its number within the provider's chain, from 1, without a gap.
  public var sequence: Int64
  /// UUIDv7.
  public var id: String
  /// When.
  public var at: Timestamp
  /// What happened.
  public var kind: AuditKind
  /// The token's id, or the administrator.
  public var actor: String
  /// The request that asked for it.
  public var requestID: String
  /// `User` or `Group`.
  public var resourceType: String?
  /// The SCIM id, or the id of what else is concerned.
  public var resourceID: String?
  /// How the request ended.
  public var outcome: AuditOutcome
  /// What became of the directory entry.
  public var directory: DirectoryEffect?
  /// What changed.
  public var changes: [AuditedChange]
  /// The SCIM error's type.
  public var scimType: String?
  /// The error's detail or a remark; nil also once it was erased.
  public var detail: String?
  /// How many like it this entry stands for.
  public var count: Int
  /// The version of the attribute mapping that was applied.
  public var mappingVersion: String?
  /// The version of the adapter that translated the request.
  public var adapterVersion: String?
  /// The hash of the entry before, in hex; zeros before the first.
  public var previous: String
  /// SHA-256 of `previous` and the entry's line, in hex.
  public var hash: String
}

/// An attribute that changed, as the audit trail still knows it.
public struct AuditedChange: Sendable, Hashable {
  /// The attribute.
  public var name: String
  /// What it held before; nil for nothing, or when erased.
  public var before: JSON?
  /// What it held afterwards; nil for nothing, or when erased.
  public var after: JSON?
  /// Whether values were erased: only their digests are left.
  public var isErased: Bool

  /// Makes a change of its parts.
  public init(name: String, before: JSON?, after: JSON?, isErased: Bool = false) {
    self.name = name
    self.before = before
    self.after = after
    self.isErased = isErased
  }
}

extension AuditEntry {
  /// The entry as programs read it.
  public var json: JSON {
    var object: JSONObject = [
      "provider": .string(provider.description), "idp": .string(idp), "sequence": .number(JSONNumber(sequence)),
      "id": .string(id), "at": .string(at.description), "kind": .string(kind.rawValue), "actor": .string(actor),
      "request": .string(requestID), "outcome": .string(outcome.rawValue),
    ]
    object["resourceType"] = resourceType.map(JSON.string)
    object["resourceID"] = resourceID.map(JSON.string)
    object["directory"] = directory?.json
    if !changes.isEmpty { object["changes"] = .array(changes.map(\.json)) }
    object["scimType"] = scimType.map(JSON.string)
    object["detail"] = detail.map(JSON.string)
    if count != 1 { object["count"] = JSON(count) }
    object["mapping"] = mappingVersion.map(JSON.string)
    object["adapter"] = adapterVersion.map(JSON.string)
    object["previous"] = .string(previous)
    object["hash"] = .string(hash)
    return .object(object)
  }
}

extension AuditedChange {
  /// Name and values; `erased` where they are gone.
  var json: JSON {
    var object: JSONObject = ["name": .string(name)]
    object["before"] = before
    object["after"] = after
    if isErased { object["erased"] = true }
    return .object(object)
  }
}

extension DirectoryEffect {
  /// Outcome, reason and entry.
  var json: JSON {
    var object: JSONObject = ["effect": .string(outcome.rawValue)]
    object["reason"] = reason.map(JSON.string)
    object["entry"] = entryID.map(JSON.string)
    return .object(object)
  }
}
