internal import Directory
internal import JSON
internal import Mapping
internal import SCIM
internal import Store
internal import Text

/// Decides what a changed source group means for its directory group; two providers' groups of one name are two groups.
struct GroupChange {
  private let configuration: EndpointConfiguration
  private let at: Timestamp
  private let occasion: ChangeOccasion

  init(_ configuration: EndpointConfiguration, _ at: Timestamp, _ occasion: ChangeOccasion = .request) {
    self.configuration = configuration
    self.at = at
    self.occasion = occasion
  }

  func decide(_ record: SourceRecord, _ snapshot: Snapshot) throws -> EntryDecision {
    let link = try snapshot.link(record.provider, .group, sourceID: record.id)
    let previous = try link.flatMap { try snapshot.group($0.entryID) }
    let holds = try previous.map { try snapshot.holds($0.id) } ?? []
    return try decide(record, KnownEntry(link: link, entry: previous, holds: holds))
  }

  /// Decides with what was read of the record's entry already.
  func decide(_ record: SourceRecord, _ known: KnownEntry<DirectoryGroup>) throws -> EntryDecision {
    if let pin = known.pin(in: occasion) { return .pinned(by: pin) }
    let (link, previous, holds) = (known.link, known.entry, known.holds)
    let mapped = configuration.mapping.group(from: record.mappingInput, previous: previous, at: at)
    if !mapped.isInScope, !isProvisioned(previous) { return .outOfScope(mapped, entryID: previous?.id) }
    let failure = mapped.failure.map {
      "the directory needs '\($0.attribute)', and its rule gave no value: \($0.rule) (onEmpty: fail)"
    }
    if let failure, occasion == .request { throw SCIMError.invalidValue(failure) }
    let id = previous?.id ?? UUIDv7(at: at).description
    let hold = hold(mapped, failure, record, id, holds)
    let group = hold != nil && isProvisioned(previous) ? nil : composed(mapped, id, previous)
    var writes = holds.map { Write.releaseHold(entryID: id, $0.reason) }
    if let group { writes.append(previous.map { .updateGroup(group, expected: $0.version) } ?? .insertGroup(group)) }
    let wanted = Link(
      provider: configuration.identity, kind: .group, sourceID: record.id, externalID: record.externalID, entryID: id)
    if wanted != link { writes.append(.link(wanted)) }
    if let hold { return .held(hold, writes) }
    return EntryDecision(
      writes: writes, effect: DirectoryEffect(group == nil ? .none : .applied, reason: nil, entryID: id),
      detail: mapped.isInScope ? nil : mapped.notes.first)
  }

  /// Whether the group is in the directory already: then a hold leaves it as it is.
  private func isProvisioned(_ group: DirectoryGroup?) -> Bool { group.map { $0.state != .held } ?? false }

  private func hold(
    _ mapped: Mapped, _ failure: String?, _ record: SourceRecord, _ id: String, _ holds: [Hold]
  ) -> Hold? {
    guard failure != nil || !mapped.missing.isEmpty else { return nil }
    return Hold(
      entryID: id, kind: .group, reason: .incomplete,
      detail: failure ?? "no value for \(mapped.missing.joined(separator: ", "))",
      provider: configuration.identity, sourceID: record.id, sourceVersion: record.version,
      since: holds.first { $0.reason == .incomplete }?.since ?? at)
  }

  private func state(_ mapped: Mapped) -> EntryState {
    guard mapped.isInScope else { return .inactive }
    return mapped.missing.isEmpty && mapped.failure == nil ? .active : .held
  }

  private func composed(_ mapped: Mapped, _ id: String, _ previous: DirectoryGroup?) -> DirectoryGroup? {
    let provenance = Provenance(configuration, at).merged(
      mapped.provenance, mapped.attributes.with(mapped.custom), previous.map { $0.attributes.with($0.custom) },
      previous?.provenance, withheld: [:])
    let group = DirectoryGroup(
      id: id, state: state(mapped), attributes: mapped.attributes, custom: mapped.custom,
      provenance: provenance, version: (previous?.version ?? 0) + 1, created: previous?.created ?? at, updated: at)
    guard let previous else { return group }
    let same =
      group.attributes == previous.attributes && group.custom == previous.custom && group.state == previous.state
    return same ? nil : group
  }
}
