internal import AdapterKit
public import Directory
public import JSON
public import Mapping
internal import SCIM
public import Store
public import Text

/// What a provider's message, or one of its source records, comes to, and the way there: `dragoman explain`.
public struct EntryExplanation: Sendable {
  /// User or group.
  public var kind: EntryKind
  /// What the adapter and the resource's reading left out or read leniently, in sentences.
  public var notes: [String]
  /// The source record that the rules see.
  public var source: JSONObject
  /// The directory entry that follows it already, if one does.
  public var entryID: String?
  /// The rules.
  public var mapping: MappingExplanation
  /// What becomes of the entry.
  public var effect: DirectoryEffect
  /// Why, where the directory doesn't follow.
  public var detail: String?
}

extension EndpointConfiguration {
  /// Explains what the IdP would bring about by sending `body` as a new resource, or as one that exists already.
  /// - Throws: `ExplanationRefused` with the answer that the IdP would get; `StoreError`.
  public func explain(
    message body: JSONObject, _ kind: EntryKind, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> EntryExplanation {
    do {
      let (edited, notes) = try read(message: body, kind)
      let existing = try holder(of: edited.resource, kind, snapshot)?.0
      let record = SourceRecord(
        provider: identity.name, kind: kind, id: existing?.id ?? UUIDv7(at: now).description,
        version: (existing?.version ?? 0) + 1, body: edited.resource,
        externalID: edited.resource["externalId"]?.string, created: existing?.created ?? now, updated: now)
      var explanation = try explain(record, at: now, snapshot)
      explanation.notes = notes
      return explanation
    } catch let error as SCIMError {
      throw ExplanationRefused(message: "\(error.status): \(error.detail)")
    }
  }

  /// Explains a source record as it stands.
  /// - Throws: `StoreError`.
  public func explain(_ record: SourceRecord, at now: Timestamp, _ snapshot: Snapshot) throws -> EntryExplanation {
    let link = try snapshot.link(record.provider, record.kind, sourceID: record.id)
    var explanation = EntryExplanation(
      kind: record.kind, notes: [], source: record.body, entryID: link?.entryID,
      mapping: try rules(record, link, at: now, snapshot), effect: DirectoryEffect(.none))
    do {
      let decision = try decide(record, at: now, snapshot)
      (explanation.effect, explanation.detail) = (decision.effect, decision.detail)
      if link == nil { explanation.effect.entryID = nil }
    } catch let error as SCIMError {
      explanation.detail = "refused, \(error.status): \(error.detail)"
    }
    return explanation
  }

  private func rules(
    _ record: SourceRecord, _ link: Link?, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> MappingExplanation {
    switch record.kind {
    case .user:
      let previous = try link.flatMap { try snapshot.user($0.entryID) }
      return mapping.explainUser(from: record.mappingInput, previous: previous, at: now)
    case .group:
      let previous = try link.flatMap { try snapshot.group($0.entryID) }
      return mapping.explainGroup(from: record.mappingInput, previous: previous, at: now)
    }
  }

  private func read(message body: JSONObject, _ kind: EntryKind) throws -> (edited: Edited, notes: [String]) {
    let sent = AdapterRequest(
      method: "POST", path: kind == .user ? "/Users" : "/Groups", query: "", headers: [], body: .object(body),
      semantics: dialect.semantics, notes: [])
    let normalized = try dialect.normalize(sent)
    guard let object = normalized.body?.object else {
      throw SCIMError.invalidSyntax("the adapter left no resource of it")
    }
    let editor = ResourceEditor(type: types[kind], semantics: normalized.semantics)
    let edited = try editor.create(object)
    return (edited, normalized.notes + edited.notes)
  }
}

/// The IdP would be refused: status and detail of its answer.
public struct ExplanationRefused: Error, Sendable, Hashable {
  /// `400: …`.
  public var message: String
}
