internal import AdapterKit
internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

/// Decides what a write on a source record comes to: record, directory entry and audit entry, in one commit.
struct SourceChange: Sendable {
  private let configuration: EndpointConfiguration
  private let call: EndpointCall
  private let semantics: WriteSemantics
  private let isConditional: Bool

  init(
    _ configuration: EndpointConfiguration, _ call: EndpointCall, _ semantics: WriteSemantics,
    isConditional: Bool = false
  ) {
    self.configuration = configuration
    self.call = call
    self.semantics = semantics
    self.isConditional = isConditional
  }

  /// A record that didn't exist.
  func insert(
    _ id: String, _ kind: EntryKind, _ edited: Edited, _ snapshot: Snapshot
  ) throws -> (Commit, SourceRecord) {
    let record = SourceRecord(
      provider: configuration.identity.name, kind: kind, id: id, version: 1, body: edited.resource,
      externalID: edited.resource["externalId"]?.string, created: call.at, updated: call.at)
    let entry = try configuration.decide(new: record, at: call.at, snapshot)
    let members = try memberChanges(edited, id, snapshot)
    var writes: [Write] = [.insertSource(record, keys: keys(of: record))]
    if !members.isEmpty { writes.append(.members(record.provider, group: id, members)) }
    let draft = entry.draft(
      kind == .user ? .userCreated : .groupCreated, record, AttributeDiff.changes(nil, record.body))
    writes += entry.writes + (try inviting(entry, record, snapshot))
    return (commit(writes, [draft]), record)
  }

  /// A record that exists; a change that changes nothing is an empty commit.
  func update(_ stored: SourceRecord, _ edited: Edited, _ snapshot: Snapshot) throws -> (Commit, SourceRecord) {
    let members = try memberChanges(edited, stored.id, snapshot)
    let memberWrites = members.isEmpty ? [] : [Write.members(stored.provider, group: stored.id, members)]
    guard edited.resource != stored.body else {
      let expected =
        isConditional ? [Write.expectSource(stored.provider, stored.kind, id: stored.id, version: stored.version)] : []
      return (commit(members.isEmpty ? [] : expected + memberWrites, []), stored)
    }
    let keys = try keys(of: edited.resource, over: stored, snapshot)
    var record = stored
    record.version += 1
    record.body = edited.resource
    record.externalID = edited.resource["externalId"]?.string
    record.updated = max(call.at, stored.updated)
    let entry = try configuration.decide(record, at: call.at, snapshot)
    let draft = entry.draft(
      kindOfUpdate(stored, record), record, AttributeDiff.changes(stored.body, record.body))
    let write = Write.updateSource(record, expected: stored.version, keys: keys)
    let leaving = draft.kind == .userDeactivated ? try leavingGroups(record, snapshot) : []
    let invitation = try inviting(entry, record, snapshot)
    return (commit([write] + memberWrites + leaving + entry.writes + invitation, [draft]), record)
  }

  /// The knob `keepEdgesWhenInactive`: who is deactivated leaves every group, where the dialect has it so.
  private func leavingGroups(_ record: SourceRecord, _ snapshot: Snapshot) throws -> [Write] {
    guard configuration.dialect.lifecycle.keepEdgesWhenInactive == .off else { return [] }
    return try snapshot.edges(of: record).map { .members(record.provider, group: $0.group, [.remove([$0.value])]) }
  }

  /// A record that goes; where the dialect has it so, with all that names the person.
  func delete(_ stored: SourceRecord, _ snapshot: Snapshot) throws -> Commit {
    let purges = stored.kind == .user && configuration.dialect.lifecycle.deleteUser == .purge
    let entry = try EntryRemoval(configuration, call.at).decide(stored, snapshot)
    let draft = entry.draft(
      stored.kind == .user ? .userDeleted : .groupDeleted, stored, AttributeDiff.changes(stored.body, nil))
    let write = Write.deleteSource(stored.provider, stored.kind, id: stored.id, expected: stored.version)
    guard purges else { return commit([write] + entry.writes, [draft]) }
    let erased = AuditDraft(
      kind: .personErased, resourceType: "User", resourceID: stored.id, directory: entry.effect,
      detail: "the adapter says deleteUser: purge")
    let purge = Write.purge(
      resourceIDs: [stored.id] + (entry.effect.entryID.map { [$0] } ?? []), memberValue: stored.externalID,
      of: stored.provider)
    return commit([write] + entry.writes + [purge], [draft, erased])
  }

  /// The record of this provider that owns a unique value that `resource` wants, and which value that is.
  func holder(of resource: JSONObject, _ kind: EntryKind, _ snapshot: Snapshot) throws -> (SourceRecord, SourceKey)? {
    try configuration.holder(of: resource, kind, snapshot)
  }

  /// The keys of a record's new body; a value that it shared before the value had to be unique stays shared.
  /// - Throws: 409 for a value that is another's.
  private func keys(of resource: JSONObject, over stored: SourceRecord, _ snapshot: Snapshot) throws -> [SourceKey] {
    try SourceKeys(configuration).keys(of: resource, stored.kind).map { key in
      guard key.unique, try configuration.holder(of: key, stored.kind, snapshot, besides: stored.id) != nil else {
        return key
      }
      guard keys(of: stored).contains(key) else { throw SCIMError.taken(key, stored.kind) }
      return SourceKey(attribute: key.attribute, value: key.value)
    }
  }

  /// Who comes into the directory by what an IdP sends is invited; who was in it before, or comes by a re-map, isn't.
  private func inviting(_ entry: EntryDecision, _ record: SourceRecord, _ snapshot: Snapshot) throws -> [Write] {
    guard let after = configuration.invitesAfter, let user = entry.newUser else { return [] }
    let person = user.userName.map(fold)
    var invitation = Invitation(
      entryID: user.id, provider: configuration.identity, sourceID: record.id, person: person, due: call.at + after,
      created: call.at)
    if let person, try snapshot.wasInvited(person) {
      invitation.state = .skipped
      invitation.detail = "the person was invited before"
    }
    return [.insertInvitation(invitation)]
  }

  private func keys(of record: SourceRecord) -> [SourceKey] {
    SourceKeys(configuration).keys(of: record.body, record.kind)
  }

  private func memberChanges(_ edited: Edited, _ group: String, _ snapshot: Snapshot) throws -> [MembershipChange] {
    try MemberResolution(configuration.identity.name, semantics.unknownMember)
      .changes(edited.members, of: group, snapshot)
  }

  private func kindOfUpdate(_ old: SourceRecord, _ new: SourceRecord) -> AuditKind {
    guard new.kind == .user else { return .groupUpdated }
    switch (old.body["active"]?.bool ?? true, new.body["active"]?.bool ?? true) {
    case (true, false): return .userDeactivated
    case (false, true): return .userReactivated
    default: return .userUpdated
    }
  }

  private func commit(_ writes: [Write], _ entries: [AuditDraft]) -> Commit {
    configuration.commit(writes, entries, by: call.actor)
  }
}

extension EndpointConfiguration {
  /// The record of this provider that owns a unique value that `resource` wants, and which value that is.
  func holder(of resource: JSONObject, _ kind: EntryKind, _ snapshot: Snapshot) throws -> (SourceRecord, SourceKey)? {
    for key in SourceKeys(self).keys(of: resource, kind) where key.unique {
      if let holder = try holder(of: key, kind, snapshot) { return (holder, key) }
    }
    return nil
  }

  /// The record of this provider, besides one, that has the value of a key.
  func holder(
    of key: SourceKey, _ kind: EntryKind, _ snapshot: Snapshot, besides own: String? = nil
  ) throws -> SourceRecord? {
    try snapshot.sources(identity.name, kind, attribute: key.attribute, value: key.value, limit: 2)
      .first { $0.id != own }
  }
}
