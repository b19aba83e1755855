internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

extension ProvisioningEndpoint {
  /// `POST /Users`, `POST /Groups` (RFC 7644 §3.3): 201, or 409 `uniqueness` while the filter finds the one there is.
  func create(_ kind: EntryKind, _ asked: SCIMRequest, _ call: EndpointCall) async throws -> SCIMAnswer {
    let type = configuration.types[kind]
    let body = try asked.object()
    let projection = try asked.projection(type)
    let editor = ResourceEditor(type: type, semantics: asked.semantics)
    let edited = try editor.create(body)
    let id = UUIDv7(at: call.at).description
    let committed: Committed<Written> = try await store.commit { [configuration] snapshot in
      let change = SourceChange(configuration, call, asked.semantics)
      if let (existing, key) = try change.holder(of: edited.resource, kind, snapshot) {
        guard asked.semantics.duplicatePost == .adopt, key.name != nil else { throw SCIMError.taken(key, kind) }
        let adopted = try editor.replace(existing.body, with: body)
        let (commit, record) = try change.update(existing, adopted, snapshot)
        return (commit, Written(record: record, isNew: false, notes: adopted.notes))
      }
      let (commit, record) = try change.insert(id, kind, edited, snapshot)
      return (commit, Written(record: record, isNew: true, notes: edited.notes))
    }
    let written = committed.value
    var answer: SCIMAnswer = try store.read { snapshot in
      if written.isNew, let answer = try verbatim(made: written.record, projection, snapshot) { return answer }
      return try self.answer(
        written.isNew ? 201 : 200, try current(written.record, snapshot), projection, snapshot, isWrite: true)
    }
    answer.batchSize = committed.batchSize
    answer.notes = written.notes
    return answer
  }

  /// The record as it stands after the commit: member deltas move a group's version on.
  func current(_ record: SourceRecord, _ snapshot: Snapshot) throws -> SourceRecord {
    guard record.kind == .group else { return record }
    return try snapshot.source(record.provider, record.kind, id: record.id) ?? record
  }
}

/// What a write came to.
struct Written: Sendable {
  var record: SourceRecord
  var isNew: Bool
  /// What of the body was left out or read otherwise.
  var notes: [String]
}

extension SCIMError {
  /// A value that a resource wants is another's.
  static func taken(_ key: SourceKey, _ kind: EntryKind) -> SCIMError {
    guard let name = key.name else {
      return .uniqueness("\(key.attribute): another resource has this value already, and it must be unique")
    }
    let type = kind == .user ? "user" : "group"
    return .uniqueness("a \(type) of this \(name) exists already; a filter on \(name) finds it")
  }
}

extension SourceKey {
  /// What the attribute is called, where it is one by which a POST may adopt who has its value (`duplicatePost`).
  fileprivate var name: String? {
    ["username": "userName", "displayname": "displayName", "externalid": "externalId"][attribute]
  }
}
