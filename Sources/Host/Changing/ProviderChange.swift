internal import Directory
internal import JSON
internal import Store
internal import Text

/// What a new configuration means for one provider.
struct ProviderChange: Sendable {
  var identity: ProviderIdentity
  /// As it was in force; nil when it is new to the host.
  var before: ProviderConfiguration?
  /// As it is to be; nil when it is removed.
  var after: ProviderConfiguration?
  /// What its directory entries were brought under last; nil when the store knows of none.
  var stored: AppliedMapping?
  /// Its source records.
  var records: Int

  /// Whether the entries were brought under another mapping, or other settings, than they are to be.
  var differsFromStored: Bool {
    guard let after else { return false }
    return stored?.version != after.mappingVersion || stored?.settings != after.settings.directoryText
  }

  /// Whether its source records have to be judged again.
  var needsRemap: Bool { differsFromStored && records > 0 }

  /// Whether anything of it is another than what is in force.
  var isConcerned: Bool { differsFromStored || !details.isEmpty }

  /// What changes, as the audit trail has it.
  var details: [AttributeChange] {
    let old = before.map(Self.facts) ?? [:]
    let new = after.map(Self.facts) ?? [:]
    var changes = Self.names.filter { old[$0] != new[$0] }.map {
      AttributeChange(name: $0, before: old[$0], after: new[$0])
    }
    if let after, let stored, stored.version != after.mappingVersion, !changes.contains(where: { $0.name == "mapping" })
    {
      let version = JSON.string(after.mappingVersion)
      changes.insert(AttributeChange(name: "mapping", before: .string(stored.version), after: version), at: 0)
    }
    return changes
  }

  private static let names = ["mapping", "settings", "autoInvite", "adapter", "options", "isolation", "dialect"]

  private static func facts(_ provider: ProviderConfiguration) -> JSONObject {
    let options = provider.options.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let knobs = provider.knobs.sorted { $0.key < $1.key }.map { ($0.key, JSON.string($0.value)) }
    return [
      "mapping": .string(provider.mappingVersion), "settings": .string(provider.settings.directoryText),
      "autoInvite": .string(provider.settings.autoInvite?.summary ?? "off"),
      "adapter": .string("\(provider.adapter.name) \(provider.adapter.version)"),
      "isolation": .string(provider.isolation.rawValue), "options": .object(JSONObject(options)),
      "dialect": .object(JSONObject(knobs)),
    ]
  }

  var json: JSON {
    var object: JSONObject = ["provider": .string(identity.name.description), "records": JSON(records)]
    object["before"] = (stored?.version ?? before?.mappingVersion).map { .string($0) } ?? .null
    object["after"] = after.map { .string($0.mappingVersion) } ?? .null
    object["changes"] = .array(details.map { .string($0.name) })
    return .object(object)
  }
}

extension ProviderChange {
  /// The changes that `new` brings over what is in force and what the store was brought under, by provider.
  static func all(
    from old: HostConfiguration?, to new: HostConfiguration, _ snapshot: Snapshot
  ) throws -> [ProviderChange] {
    let before = Dictionary((old?.providers ?? []).map { ($0.name, $0) }) { first, _ in first }
    let after = Dictionary(new.providers.map { ($0.name, $0) }) { first, _ in first }
    return try Set(before.keys).union(after.keys).sorted().compactMap { name in
      guard let identity = after[name]?.identity ?? before[name]?.identity else { return nil }
      let records = try snapshot.sourceCount(name, .user) + snapshot.sourceCount(name, .group)
      return ProviderChange(
        identity: identity, before: before[name], after: after[name],
        stored: try snapshot.appliedMapping(of: name), records: records)
    }.filter(\.isConcerned)
  }
}
