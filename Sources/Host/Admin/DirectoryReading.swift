internal import Directory
internal import JSON
internal import Mapping
internal import Store
internal import Text

/// Directory entries as people and applications read them: references resolved as late as possible.
struct DirectoryReading {
  private let snapshot: Snapshot
  private let managerReference: @Sendable (ProviderName) -> ReferenceKey

  /// `managerReference` says what a provider's mapping names managers by.
  init(_ snapshot: Snapshot, managerReference: @escaping @Sendable (ProviderName) -> ReferenceKey) {
    self.snapshot = snapshot
    self.managerReference = managerReference
  }

  func user(_ user: DirectoryUser) throws -> JSON {
    let links = try snapshot.links(of: user.id)
    let manager = try user.attributes["manager"]?.string.flatMap { value in
      try links.first.map { try reference(value, of: $0.provider.name) }
    }
    return user.json(links: links, manager: manager)
  }

  func group(_ group: DirectoryGroup) throws -> JSON {
    let members = try snapshot.directoryMembers(of: group.id).filter { $0.state != .tombstone }.map { member in
      DirectoryReference(
        id: member.entryID, kind: member.entryID == nil ? nil : member.kind, value: member.sourceValue,
        display: try member.entryID.flatMap { try name($0, member.kind) })
    }
    return group.json(links: try snapshot.links(of: group.id), members: members)
  }

  /// A group that an entry is a member of.
  func membership(_ group: DirectoryGroup) -> JSON {
    DirectoryReference(id: group.id, kind: .group, value: group.id, display: group.displayName).json
  }

  /// The source records behind an entry, as their providers wrote them.
  func sources(of entryID: String) throws -> [JSON] {
    try snapshot.links(of: entryID).compactMap { link in
      guard let record = try snapshot.source(link.provider.name, link.kind, id: link.sourceID) else { return nil }
      return [
        "provider": .string(link.provider.name.description), "idp": .string(link.provider.idp),
        "id": .string(record.id), "version": .number(.init(record.version)), "resource": .object(record.body),
        "updated": .string(record.updated.description),
      ]
    }
  }

  func hold(_ hold: Hold) throws -> JSON {
    [
      "entry": .string(hold.entryID), "kind": .string(hold.kind.rawValue), "reason": .string(hold.reason.rawValue),
      "detail": .string(try detail(of: hold)), "provider": .string(hold.provider.name.description),
      "source": .string(hold.sourceID), "since": .string(hold.since.description),
    ]
  }

  /// Why an entry is on hold; who waits for a name is told who has it now, which may be another than at first.
  func detail(of hold: Hold) throws -> String {
    guard hold.reason == .conflict, let user = try snapshot.user(hold.entryID), user.state == .held,
      let name = user.userName, let holder = try snapshot.user(nameKey: fold(name))
    else { return hold.detail }
    return Hold.conflict(over: name, with: holder.id)
  }

  /// The user whom a user's provider names as its manager, as far as it is known.
  func manager(of user: DirectoryUser) throws -> DirectoryUser? {
    guard let value = user.attributes["manager"]?.string,
      let provider = try snapshot.links(of: user.id).first?.provider.name,
      let id = try entryID(value, of: provider), let manager = try snapshot.user(id), manager.state != .tombstone
    else { return nil }
    return manager
  }

  private func reference(_ value: String, of provider: ProviderName) throws -> DirectoryReference {
    guard let id = try entryID(value, of: provider) else {
      return DirectoryReference(id: nil, kind: nil, value: value)
    }
    return DirectoryReference(id: id, kind: .user, value: value, display: try name(id, .user))
  }

  private func entryID(_ value: String, of provider: ProviderName) throws -> String? {
    switch managerReference(provider) {
    case .id: return try snapshot.entryID(provider, .user, sourceValue: value)
    case .userName:
      let record = try snapshot.sources(provider, .user, attribute: "username", value: fold(value)).first
      return try record.flatMap { try snapshot.link(provider, .user, sourceID: $0.id)?.entryID }
    }
  }

  private func name(_ id: String, _ kind: EntryKind) throws -> String? {
    switch kind {
    case .user: try snapshot.user(id)?.userName
    case .group: try snapshot.group(id)?.displayName
    }
  }
}

extension Administration {
  /// A reading of the directory on a snapshot, by the mappings in force.
  func reading(_ snapshot: Snapshot) -> DirectoryReading {
    let references = Dictionary(configuration.providers.map { ($0.name, $0.mapping.managerReference) }) { first, _ in
      first
    }
    return DirectoryReading(snapshot) { references[$0] ?? .id }
  }
}
