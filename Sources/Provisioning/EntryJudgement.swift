public import Directory
internal import SCIM
public import Store
public import Tokens

/// Judges a held entry again on its source record as it stands: the administrator's *release*.
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
      let decision = try decision(kind, record, actor, snapshot)
      guard decision.effect.outcome != .held else { return (commit([], [], actor), decision.detail) }
      return (commit(decision.writes, [decision.draft(.holdReleased, record, [])], actor), nil)
    } catch let error as SCIMError {
      return (commit([], [], actor), error.detail)
    }
  }

  private func decision(
    _ kind: EntryKind, _ record: SourceRecord, _ actor: AuditActor, _ snapshot: Snapshot
  ) throws -> EntryDecision {
    switch kind {
    case .user: try UserChange(configuration, actor.at).decide(record, snapshot)
    case .group: try GroupChange(configuration, actor.at).decide(record, snapshot)
    }
  }

  private func commit(_ writes: [Write], _ entries: [AuditDraft], _ actor: AuditActor) -> Commit {
    Commit(
      provider: configuration.identity, at: actor.at, actor: actor.name, requestID: actor.requestID,
      mappingVersion: configuration.mappingVersion, adapterVersion: configuration.adapterVersion, writes: writes,
      entries: entries)
  }
}
