internal import Directory
internal import Mapping
internal import SCIM
internal import Store
internal import Text
internal import Tokens

/// What becomes of a directory entry, and what the audit entry says of it.
struct EntryDecision {
  var writes: [Write] = []
  var effect: DirectoryEffect
  var detail: String?
  /// What settings changed of the entry, beside what the source record says.
  var changes: [AttributeChange] = []

  /// `hold` pins the entry.
  static func held(_ hold: Hold, _ writes: [Write]) -> EntryDecision {
    EntryDecision(
      writes: writes + [.hold(hold)],
      effect: DirectoryEffect(.held, reason: hold.reason.rawValue, entryID: hold.entryID), detail: hold.detail)
  }

  /// The directory user that comes into being.
  var newUser: DirectoryUser? {
    writes.lazy.compactMap { if case .insertUser(let user, _, _) = $0 { user } else { nil } }.first
  }

  /// A source record that has no directory entry (`provision when:`); one that waits on hold goes on waiting.
  static func outOfScope(_ mapped: Mapped, entryID: String?) -> EntryDecision {
    EntryDecision(
      effect: DirectoryEffect(entryID == nil ? .none : .held, reason: "scope", entryID: entryID),
      detail: mapped.notes.first)
  }

  /// An administrator's decision stands: nothing is written.
  static func pinned(by hold: Hold) -> EntryDecision {
    EntryDecision(
      effect: DirectoryEffect(.held, reason: hold.reason.rawValue, entryID: hold.entryID), detail: hold.detail)
  }

  func draft(_ kind: AuditKind, _ record: SourceRecord, _ changes: [AttributeChange]) -> AuditDraft {
    AuditDraft(
      kind: kind, resourceType: record.kind.resourceType.name, resourceID: record.id, outcome: .success,
      directory: effect, changes: changes + self.changes.filter { own in !changes.contains { $0.name == own.name } },
      detail: detail)
  }
}

extension EndpointConfiguration {
  /// What a source record, as it stands now, means for its directory entry.
  func decide(_ record: SourceRecord, at now: Timestamp, _ snapshot: Snapshot) throws -> EntryDecision {
    switch record.kind {
    case .user: try UserChange(self, now).decide(record, snapshot)
    case .group: try GroupChange(self, now).decide(record, snapshot)
    }
  }

  /// The same for a record that is only coming into being, whose id nobody knows: nothing of it is in the store.
  func decide(new record: SourceRecord, at now: Timestamp, _ snapshot: Snapshot) throws -> EntryDecision {
    guard record.kind == .user else { return try decide(record, at: now, snapshot) }
    return try UserChange(self, now).decide(record, KnownEntry(link: nil, entry: nil, holds: []), snapshot)
  }

  /// A commit of this provider, under the mapping and the adapter in force.
  func commit(_ writes: [Write], _ entries: [AuditDraft], by actor: AuditActor) -> Commit {
    Commit(
      provider: identity, at: actor.at, actor: actor.name, requestID: actor.requestID, mappingVersion: mappingVersion,
      adapterVersion: adapterVersion, writes: writes, entries: entries)
  }
}
