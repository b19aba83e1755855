internal import AdapterKit
internal import Directory
internal import JSON
internal import SCIM
internal import Store

extension ProvisioningEndpoint {
  /// `PUT` (RFC 7644 §3.5.1): 200 with the resource.
  func replace(_ kind: EntryKind, _ id: String, _ asked: SCIMRequest, _ call: EndpointCall) async throws -> SCIMAnswer {
    let body = try asked.object()
    let projection = try asked.projection(configuration.types[kind])
    let editor = ResourceEditor(type: configuration.types[kind], semantics: asked.semantics)
    let edited = try await edit(kind, id, asked, call) { try editor.replace($0, with: body) }
    return try resource(edited, projection)
  }

  /// `PATCH` (RFC 7644 §3.5.2): all or nothing; 200 or 204 as the dialect wants it.
  func patch(_ kind: EntryKind, _ id: String, _ asked: SCIMRequest, _ call: EndpointCall) async throws -> SCIMAnswer {
    let body = try asked.object()
    let projection = try asked.projection(configuration.types[kind])
    let editor = ResourceEditor(type: configuration.types[kind], semantics: asked.semantics)
    let edited = try await edit(kind, id, asked, call) { try editor.patch($0, with: body) }
    if configuration.dialect.answers.patchReply(to: asked.sent) == .nothing {
      let now = try store.read { try current(edited.value.record, $0) }
      return SCIMAnswer(
        status: 204, headers: identityHeaders(now, 204), notes: edited.value.notes, batchSize: edited.batchSize)
    }
    return try resource(edited, projection)
  }

  private func resource(_ edited: Committed<Written>, _ projection: Projection) throws -> SCIMAnswer {
    var answer: SCIMAnswer = try store.read {
      try self.answer(200, try current(edited.value.record, $0), projection, $0, isWrite: true)
    }
    answer.batchSize = edited.batchSize
    answer.notes = edited.value.notes
    return answer
  }

  private func edit(
    _ kind: EntryKind, _ id: String, _ asked: SCIMRequest, _ call: EndpointCall,
    _ change: @escaping @Sendable (JSONObject) throws -> Edited
  ) async throws -> Committed<Written> {
    let conditions = WriteConditions(asked)
    return try await store.commit { [configuration] snapshot in
      let stored = try configuration.stored(kind, id, if: conditions, snapshot)
      let edited = try change(stored.body)
      let (commit, record) = try SourceChange(
        configuration, call, asked.semantics, isConditional: conditions.isAny
      ).update(stored, edited, snapshot)
      return (commit, Written(record: record, isNew: false, notes: edited.notes))
    }
  }
}

extension EndpointConfiguration {
  /// The record that a write is about.
  /// - Throws: 404, or 403 for the placeholder; 412 when the conditions don't hold.
  func stored(
    _ kind: EntryKind, _ id: String, if conditions: WriteConditions, _ snapshot: Snapshot
  ) throws -> SourceRecord {
    guard let record = try snapshot.source(identity.name, kind, id: id) else {
      if try placeholder(kind, snapshot)?.id == id { throw SCIMError.placeholder }
      throw SCIMError.unknown(kind.resourceType.name, id)
    }
    guard conditions.hold(for: EntityTag(version: record.version)) else { throw SCIMError.preconditionFailed }
    return record
  }
}

/// Under which versions of a resource a write may happen (RFC 7644 §3.14, RFC 9110 §13.1).
struct WriteConditions: Sendable {
  private let ifMatch: String?
  private let ifNoneMatch: String?

  init(_ asked: SCIMRequest) {
    ifMatch = asked.header("If-Match")
    ifNoneMatch = asked.header("If-None-Match")
  }

  var isAny: Bool { ifMatch != nil || ifNoneMatch != nil }

  func hold(for tag: EntityTag) -> Bool {
    if let ifMatch, !EntityTag.matches(ifMatch: ifMatch, current: tag) { return false }
    if let ifNoneMatch, EntityTag.matches(ifNoneMatch: ifNoneMatch, current: tag) { return false }
    return true
  }
}
