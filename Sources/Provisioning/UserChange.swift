internal import Directory
internal import JSON
internal import Mapping
internal import SCIM
internal import Store
internal import Text

/// Decides what a changed source user means for its directory user (the table *When the directory can't follow*).
struct UserChange {
  private let configuration: EndpointConfiguration
  private let at: Timestamp
  private let occasion: ChangeOccasion

  init(_ configuration: EndpointConfiguration, _ at: Timestamp, _ occasion: ChangeOccasion = .request) {
    self.configuration = configuration
    self.at = at
    self.occasion = occasion
  }

  func decide(_ record: SourceRecord, _ snapshot: Snapshot) throws -> EntryDecision {
    let link = try snapshot.link(record.provider, .user, sourceID: record.id)
    let previous = try link.flatMap { try snapshot.user($0.entryID) }
    let holds = try previous.map { try snapshot.holds($0.id) } ?? []
    return try decide(record, KnownEntry(link: link, entry: previous, holds: holds), snapshot)
  }

  /// Decides with what was read of the record's entry already.
  func decide(
    _ record: SourceRecord, _ known: KnownEntry<DirectoryUser>, _ snapshot: Snapshot
  ) throws -> EntryDecision {
    if let pin = known.pin(in: occasion) { return .pinned(by: pin) }
    let mapped = configuration.mapping.user(from: record.mappingInput, previous: known.entry, at: at)
    if !mapped.isInScope, known.entry.map({ !wasProvisioned($0) }) ?? true {
      return .outOfScope(mapped, entryID: known.entry?.id)
    }
    var draft = try draft(mapped, record, known.entry)
    try settleName(&draft, known.entry, snapshot)
    try settleAppleID(&draft, record, known.entry, snapshot)
    return decision(draft, record, known)
  }

  /// An entry in the making.
  private struct Draft {
    var attributes: JSONObject
    var custom: JSONObject
    var provenance: [String: String]
    var deactivates: Bool
    var hold: (reason: HoldReason, detail: String)?
    var withheld: String?
    var appleID = ManagedAppleIDFate.none
    var note: String?
  }

  private func draft(_ mapped: Mapped, _ record: SourceRecord, _ previous: DirectoryUser?) throws -> Draft {
    let deactivates = record.body["active"]?.bool == false || mapped.attributes["active"]?.bool == false
    var draft = Draft(
      attributes: mapped.attributes, custom: mapped.custom, provenance: mapped.provenance, deactivates: deactivates)
    if !mapped.isInScope { draft.note = mapped.notes.first }
    if let failure = mapped.failure {
      let detail =
        "the directory needs '\(failure.attribute)', and its rule gave no value: \(failure.rule) (onEmpty: fail)"
      let leaves = deactivates && previous != nil
      guard leaves || occasion == .remap else { throw SCIMError.invalidValue(detail) }
      draft.attributes = previous?.attributes ?? draft.attributes
      draft.custom = previous?.custom ?? draft.custom
      if leaves { draft.attributes["active"] = .bool(false) } else { draft.hold = (.incomplete, detail) }
    }
    let missing = mapped.missing.filter { !isFixed($0, previous) }
    // Nobody who was provisioned stays in for what a rule couldn't make.
    let mustLeave = deactivates && previous.map(wasProvisioned) ?? false
    if !missing.isEmpty, !mustLeave {
      draft.hold = (.incomplete, "no value for \(missing.joined(separator: ", "))")
    }
    if mustLeave, mapped.isActiveUnknown { draft.attributes["active"] = .bool(false) }
    return draft
  }

  private func isFixed(_ attribute: String, _ previous: DirectoryUser?) -> Bool {
    attribute == "userName" && previous.map(wasProvisioned) ?? false
  }

  private func wasProvisioned(_ user: DirectoryUser) -> Bool { user.state != .held && user.userName != nil }

  /// A user name is unique, and fixed once provisioned.
  private func settleName(_ draft: inout Draft, _ previous: DirectoryUser?, _ snapshot: Snapshot) throws {
    let wanted = draft.attributes["userName"]?.string
    if let previous, wasProvisioned(previous), let fixed = previous.userName, wanted != fixed {
      let fate = NameFate(
        wanted, previous, configuration.userNameChange, mayRefuse: occasion == .request, deactivates: draft.deactivates)
      if fate == .refused {
        throw SCIMError.mutability("userName is fixed once the user is provisioned (userName.onChange: refuse)")
      }
      if fate != .followed {
        draft.attributes["userName"] = .string(fixed)
        draft.withheld = fate == .withheld ? wanted : nil
        return
      }
    }
    guard let wanted, draft.hold == nil, !owns(previous, wanted) else { return }
    if let holder = try snapshot.user(nameKey: fold(wanted)), holder.id != previous?.id {
      draft.hold = (.conflict, Hold.conflict(over: wanted, with: holder.id))
    }
  }

  /// A Managed Apple ID is the setting's, never a rule's.
  private func settleAppleID(
    _ draft: inout Draft, _ record: SourceRecord, _ previous: DirectoryUser?, _ snapshot: Snapshot
  ) throws {
    draft.attributes[ManagedAppleIDFate.attribute] = nil
    guard let rule = configuration.managedAppleID else { return }
    let wanted = rule.name(record.mappingInput, draft.attributes, draft.custom, at: at)
    draft.appleID = try ManagedAppleIDFate(wanted, previous, isHeld: draft.hold != nil, snapshot)
    draft.attributes[ManagedAppleIDFate.attribute] = draft.appleID.name.map { .string($0) }
    draft.provenance[ManagedAppleIDFate.attribute] = rule.from.text
  }

  /// A name that the user has already is nobody else's.
  private func owns(_ user: DirectoryUser?, _ name: String) -> Bool {
    guard let user, wasProvisioned(user), user.state != .tombstone, let own = user.userName else { return false }
    return fold(own) == fold(name)
  }

  private func decision(_ draft: Draft, _ record: SourceRecord, _ known: KnownEntry<DirectoryUser>) -> EntryDecision {
    let (link, previous, holds) = (known.link, known.entry, known.holds)
    let id = previous?.id ?? UUIDv7(at: at).description
    // Each change is judged afresh: what held the entry before holds it no longer by itself.
    var writes = holds.map { Write.releaseHold(entryID: id, $0.reason) }
    if let hold = hold(draft, record, id, previous, holds) {
      return .held(hold, writes + pinned(draft, id, previous) + linking(record, link, id))
    }
    let user = composed(draft, id, previous)
    if let user { writes += [write(user, previous)] + wanting(user, previous) }
    writes += linking(record, link, id)
    return EntryDecision(
      writes: writes, effect: effect(draft, id, previous, changed: user != nil), detail: note(draft, previous),
      changes: appleIDChange(draft, previous))
  }

  private func appleIDChange(_ draft: Draft, _ previous: DirectoryUser?) -> [AttributeChange] {
    let before = previous?.attributes[ManagedAppleIDFate.attribute]
    let after = draft.attributes[ManagedAppleIDFate.attribute]
    return before == after ? [] : [AttributeChange(name: ManagedAppleIDFate.attribute, before: before, after: after)]
  }

  /// Who waits for a Managed Apple ID is on a list of its own.
  private func wanting(_ user: DirectoryUser, _ previous: DirectoryUser?) -> [Write] {
    let (wanted, before) = (user.withheldAppleID, previous?.withheldAppleID)
    return wanted == before ? [] : [.wantAppleID(entryID: user.id, key: wanted.map(fold), since: at)]
  }

  /// The hold that the change ends in; who waited for the same before goes on waiting since then.
  private func hold(
    _ draft: Draft, _ record: SourceRecord, _ id: String, _ previous: DirectoryUser?, _ holds: [Hold]
  ) -> Hold? {
    guard let (reason, detail) = draft.hold else { return nil }
    let isSameName = previous?.userName == draft.attributes["userName"]?.string
    let same = holds.first { $0.reason == reason && (isSameName || $0.detail == detail) }
    return Hold(
      entryID: id, kind: .user, reason: reason, detail: detail, provider: configuration.identity,
      sourceID: record.id, sourceVersion: record.version, since: same?.since ?? at)
  }

  private func effect(_ draft: Draft, _ id: String, _ previous: DirectoryUser?, changed: Bool) -> DirectoryEffect {
    if isNewlyWithheld(draft, previous) { return DirectoryEffect(.withheld, reason: "userName", entryID: id) }
    if isAppleIDNewlyWithheld(draft, previous) {
      return DirectoryEffect(.withheld, reason: ManagedAppleIDFate.attribute, entryID: id)
    }
    return DirectoryEffect(changed ? .applied : .none, reason: nil, entryID: id)
  }

  private func note(_ draft: Draft, _ previous: DirectoryUser?) -> String? {
    let name = "the new userName was not applied: it is fixed once the user is provisioned"
    let appleID = "the Managed Apple ID was not given: another user of the directory has it"
    let withheld =
      (isNewlyWithheld(draft, previous) ? [name] : []) + (isAppleIDNewlyWithheld(draft, previous) ? [appleID] : [])
    return withheld.isEmpty ? draft.note : withheld.joined(separator: "; ")
  }

  private func isAppleIDNewlyWithheld(_ draft: Draft, _ previous: DirectoryUser?) -> Bool {
    draft.appleID.withheld != nil && draft.appleID.withheld != previous?.withheldAppleID
  }

  private func isNewlyWithheld(_ draft: Draft, _ previous: DirectoryUser?) -> Bool {
    draft.withheld != nil && draft.withheld != previous?.withheldName
  }

  /// An entry on hold stays as it is; a new one is kept without owning its name.
  private func pinned(_ draft: Draft, _ id: String, _ previous: DirectoryUser?) -> [Write] {
    if let previous, wasProvisioned(previous) { return [] }
    guard var user = composed(draft, id, previous) else { return [] }
    user.state = .held
    return user == previous ? [] : [write(user, previous)] + wanting(user, previous)
  }

  private func linking(_ record: SourceRecord, _ link: Link?, _ id: String) -> [Write] {
    let wanted = Link(
      provider: configuration.identity, kind: .user, sourceID: record.id, externalID: record.externalID, entryID: id)
    return wanted == link ? [] : [.link(wanted)]
  }

  private func write(_ user: DirectoryUser, _ previous: DirectoryUser?) -> Write {
    let nameKey = user.state == .held ? nil : user.userName.map(fold)
    let appleIDKey = user.ownedAppleIDKey
    guard let previous else { return .insertUser(user, nameKey: nameKey, appleIDKey: appleIDKey) }
    return .updateUser(user, expected: previous.version, nameKey: nameKey, appleIDKey: appleIDKey)
  }

  /// The user as it is to be, or nil when it is so already.
  private func composed(_ draft: Draft, _ id: String, _ previous: DirectoryUser?) -> DirectoryUser? {
    var withheld: [String: String] = [:]
    withheld["userName"] = draft.withheld
    withheld[ManagedAppleIDFate.attribute] = draft.appleID.withheld
    let provenance = Provenance(configuration, at).merged(
      draft.provenance, draft.attributes.with(draft.custom), previous.map { $0.attributes.with($0.custom) },
      previous?.provenance, withheld: withheld)
    let active = draft.attributes["active"]?.bool ?? true
    var user = DirectoryUser(
      id: id, state: active ? .active : .inactive, attributes: draft.attributes, custom: draft.custom,
      provenance: provenance, version: (previous?.version ?? 0) + 1, created: previous?.created ?? at, updated: at)
    user.attributes["active"] = .bool(active)
    guard let previous else { return user }
    let same =
      user.attributes == previous.attributes && user.custom == previous.custom && user.state == previous.state
      && user.provenance == previous.provenance
    return same ? nil : user
  }
}

extension SourceRecord {
  /// What rules see of a record: its resource and its id.
  var mappingInput: JSONObject {
    var input = body
    input["id"] = .string(id)
    return input
  }
}
