internal import Directory
internal import SCIM
internal import Store

/// What becomes of a directory entry, and what the audit entry says of it.
struct EntryDecision {
  var writes: [Write] = []
  var effect: DirectoryEffect
  var detail: String?

  func draft(_ kind: AuditKind, _ record: SourceRecord, _ changes: [AttributeChange]) -> AuditDraft {
    AuditDraft(
      kind: kind, resourceType: record.kind.resourceType.name, resourceID: record.id, outcome: .success,
      directory: effect, changes: changes, detail: detail)
  }
}
