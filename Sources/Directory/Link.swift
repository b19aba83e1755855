public import JSON

/// The tie between a directory entry and one source record of a provider.
public struct Link: Hashable, Sendable {
  /// Whose source record it is.
  public var provider: ProviderIdentity
  /// User or group.
  public var kind: EntryKind
  /// The SCIM id of the source record.
  public var sourceID: String
  /// The `externalId` that the provider gave it.
  public var externalID: String?
  /// The directory entry's id.
  public var entryID: String

  /// Ties a source record to an entry.
  public init(provider: ProviderIdentity, kind: EntryKind, sourceID: String, externalID: String?, entryID: String) {
    self.provider = provider
    self.kind = kind
    self.sourceID = sourceID
    self.externalID = externalID
    self.entryID = entryID
  }

  /// The link as it stands in its entry.
  public var json: JSON {
    var object: JSONObject = [
      "provider": .string(provider.name.description), "idp": .string(provider.idp), "kind": .string(kind.rawValue),
      "sourceID": .string(sourceID),
    ]
    object["externalID"] = externalID.map(JSON.string)
    return .object(object)
  }
}
