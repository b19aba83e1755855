public import Directory
internal import JSON
internal import SCIM
public import Store
public import Text
public import Tokens

/// Judges source records under a configuration though nobody changed them: what a new mapping means for the directory.
///
/// An entry comes out as the next change of its record would leave it, with two differences: nobody can be refused, and
/// what an administrator decided (`rejected`, `undone`, `review`, `brake`) stays pinned.
public struct Remapping: Sendable {
  private let configuration: EndpointConfiguration

  /// Judges by `configuration`.
  public init(_ configuration: EndpointConfiguration) { self.configuration = configuration }

  /// What changes for one user; nil when nothing does.
  /// - Throws: `StoreError`.
  public func judge(
    _ linked: Linked<DirectoryUser>, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> EntryDifference? {
    let known = KnownEntry(link: linked.link, entry: linked.entry, holds: linked.holds)
    let decision = try UserChange(configuration, now, .remap).decide(linked.record, known, snapshot)
    return decision.difference(
      of: linked.record, from: linked.entry.map(EntryShape.init), linked.link?.entryID, linked.holds)
  }

  /// What changes for one group; nil when nothing does.
  /// - Throws: `StoreError`.
  public func judge(
    _ linked: Linked<DirectoryGroup>, at now: Timestamp, _ snapshot: Snapshot
  ) throws -> EntryDifference? {
    let known = KnownEntry(link: linked.link, entry: linked.entry, holds: linked.holds)
    let decision = try GroupChange(configuration, now, .remap).decide(linked.record, known)
    return decision.difference(
      of: linked.record, from: linked.entry.map(EntryShape.init), linked.link?.entryID, linked.holds)
  }

  /// What changes for those of a provider's records that follow `after`, `limit` of them, and the last one's id.
  /// - Throws: `StoreError`.
  public func differences(
    _ kind: EntryKind, after: String?, through: String? = nil, limit: Int = .max, at now: Timestamp,
    _ snapshot: Snapshot
  ) throws -> (found: [EntryDifference], records: Int, last: String?) {
    let name = configuration.identity.name
    switch kind {
    case .user:
      let page = try snapshot.linkedUsers(name, after: after, through: through, limit: limit)
      return (try page.compactMap { try judge($0, at: now, snapshot) }, page.count, page.last?.record.id)
    case .group:
      let page = try snapshot.linkedGroups(name, after: after, through: through, limit: limit)
      return (try page.compactMap { try judge($0, at: now, snapshot) }, page.count, page.last?.record.id)
    }
  }

  /// What brings the keys of the records that follow `after`, `limit` of them, to what the configuration finds records
  /// by and keeps unique.
  /// - Throws: `StoreError`.
  public func keys(_ kind: EntryKind, after: String?, limit: Int, _ snapshot: Snapshot) throws -> [Write] {
    let wanted = SourceKeys(configuration)
    return try snapshot.sources(configuration.identity.name, kind, after: after, limit: limit).compactMap { record in
      let keys = wanted.keys(of: record.body, kind)
      return try snapshot.keys(of: record) == Set(keys) ? nil : .sourceKeys(record, keys: keys)
    }
  }

  /// One commit that carries out `differences`, and `writes` beside; each expects its source record to be as it was judged.
  public func commit(
    _ differences: [EntryDifference], and more: [Write] = [], by actor: AuditActor
  ) -> Commit {
    let writes = differences.flatMap { difference -> [Write] in
      let record = difference.record
      return [.expectSource(record.provider, record.kind, id: record.id, version: record.version)]
        + difference.decision.writes
    }
    let drafts = differences.map { difference in
      difference.decision.draft(
        difference.kind == .user ? .userRemapped : .groupRemapped, difference.record, difference.changes)
    }
    return configuration.commit(writes + more, drafts, by: actor)
  }
}
