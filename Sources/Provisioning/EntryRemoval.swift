internal import Directory
internal import JSON
internal import Store
internal import Text

/// Decides what a deleted source record means for its directory entry: a tombstone that owns no name.
struct EntryRemoval {
  private let configuration: EndpointConfiguration
  private let at: Timestamp

  init(_ configuration: EndpointConfiguration, _ at: Timestamp) {
    self.configuration = configuration
    self.at = at
  }

  func decide(_ record: SourceRecord, _ snapshot: Snapshot) throws -> EntryDecision {
    guard let link = try snapshot.link(record.provider, record.kind, sourceID: record.id) else {
      return EntryDecision(effect: DirectoryEffect(.none, reason: nil, entryID: nil))
    }
    let id = link.entryID
    var writes = try snapshot.holds(id).map { Write.releaseHold(entryID: id, $0.reason) }
    writes.append(.unlink(record.provider, record.kind, sourceID: record.id))
    if let tombstone = try tombstone(record.kind, id, snapshot) { writes.append(tombstone) }
    if try snapshot.user(id)?.withheldAppleID != nil { writes.append(.wantAppleID(entryID: id, key: nil, since: at)) }
    return EntryDecision(writes: writes, effect: DirectoryEffect(.applied, reason: nil, entryID: id))
  }

  private func tombstone(_ kind: EntryKind, _ id: String, _ snapshot: Snapshot) throws -> Write? {
    switch kind {
    case .user:
      guard var user = try snapshot.user(id) else { return nil }
      let version = user.version
      user.state = .tombstone
      user.attributes["active"] = .bool(false)
      user.version += 1
      user.updated = at
      return .updateUser(user, expected: version, nameKey: nil, appleIDKey: nil)
    case .group:
      guard var group = try snapshot.group(id) else { return nil }
      let version = group.version
      group.state = .tombstone
      group.version += 1
      group.updated = at
      return .updateGroup(group, expected: version)
    }
  }
}
