public import Directory
internal import JSON
internal import Mapping
internal import SCIM
public import Store
public import Text
public import Tokens

/// Judges an entry again on its source record as it stands, for what an administrator decides.
public struct EntryJudgement: Sendable {
  private let configuration: EndpointConfiguration

  /// Judges by a provider's mapping and settings.
  public init(_ configuration: EndpointConfiguration) { self.configuration = configuration }

  /// What releasing comes to: the commit, and whether the entry stays on hold for a reason that still stands.
  /// - Throws: `StoreError`.
  public func release(
    _ kind: EntryKind, sourceID: String, by actor: AuditActor, _ snapshot: Snapshot
  ) throws -> (commit: Commit, stillHeld: String?) {
    guard let record = try snapshot.source(configuration.identity.name, kind, id: sourceID) else {
      return (commit([], [], actor), nil)
    }
    do {
      let decision = try configuration.decide(record, at: actor.at, snapshot)
      guard decision.effect.outcome != .held else { return (commit([], [], actor), decision.detail) }
      return (commit(decision.writes, [decision.draft(.holdReleased, record, [])], actor), nil)
    } catch let error as SCIMError {
      return (commit([], [], actor), error.detail)
    }
  }

  /// The user name that a source record asks for as it stands; nil where its mapping gives none.
  /// - Throws: `StoreError`.
  public func userName(
    sourceID: String, of user: DirectoryUser, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> String? {
    guard let record = try snapshot.source(configuration.identity.name, .user, id: sourceID) else { return nil }
    let mapped = configuration.mapping.user(from: record.mappingInput, previous: user, at: now)
    return mapped.attributes["userName"]?.string
  }

  private func commit(_ writes: [Write], _ entries: [AuditDraft], _ actor: AuditActor) -> Commit {
    configuration.commit(writes, entries, by: actor)
  }
}
