internal import Directory
internal import SCIM
internal import Store

/// What becomes of a directory entry, and what the audit entry says of it.
struct EntryDecision {
  var writes: [Write] = []
  var effect: DirectoryEffect
  var detail: String?

  /// `hold` pins the entry.
  static func held(_ hold: Hold, _ writes: [Write]) -> EntryDecision {
    EntryDecision(
      writes: writes + [.hold(hold)],
      effect: DirectoryEffect(.held, reason: hold.reason.rawValue, entryID: hold.entryID), detail: hold.detail)
  }

  func draft(_ kind: AuditKind, _ record: SourceRecord, _ changes: [AttributeChange]) -> AuditDraft {
    AuditDraft(
      kind: kind, resourceType: record.kind.resourceType.name, resourceID: record.id, outcome: .success,
      directory: effect, changes: changes, detail: detail)
  }
}
