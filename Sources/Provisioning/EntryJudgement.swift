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
      let decision = try configuration.decide(record, at: actor.at, snapshot)
      guard decision.effect.outcome != .held else { return (commit([], [], actor), decision.detail) }
      return (commit(decision.writes, [decision.draft(.holdReleased, record, [])], actor), nil)
    } catch let error as SCIMError {
      return (commit([], [], actor), error.detail)
    }
  }

  private func commit(_ writes: [Write], _ entries: [AuditDraft], _ actor: AuditActor) -> Commit {
    configuration.commit(writes, entries, by: actor)
  }
}
