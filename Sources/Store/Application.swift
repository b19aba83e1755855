import Directory
import SQL
import Text

/// An expectation that doesn't hold: the commit is undone and decided once more.
struct Unmet: Error {
  /// Which one, without values.
  let reason: String
}

/// Carries out one commit within the writer's transaction.
struct Application {
  let connection: any SQLConnection
  let prepared: PreparedCommit
  let trail: AuditTrail
  var memberships = MembershipLedger()
  var moves: [MembershipMove] = []

  /// What one commit left behind.
  struct Outcome: Sendable {
    var deltas: [MembershipDelta] = []
    var groupVersions: [String: Int64] = [:]
  }

  /// Checks and writes everything.
  /// - Throws: `Unmet`, or the engine's error.
  mutating func run() throws -> Outcome {
    for write in prepared.writes { try apply(write.write, write.content) }
    let changes = memberships.changes
    guard !changes.isEmpty || !changesOnlyMemberships else { return Outcome() }
    let versions = try countGroups()
    try trail.append(prepared.entries + membershipEntries(changes) + moves.map { $0.item(of: commit) }, of: commit)
    try purge()
    return Outcome(deltas: changes.map(\.delta), groupVersions: versions)
  }

  var commit: Commit { prepared.commit }

  /// Then a commit whose memberships were so already changes nothing at all, and there is nothing to tell.
  private var changesOnlyMemberships: Bool {
    !commit.writes.isEmpty
      && commit.writes.allSatisfy {
        switch $0 {
        case .members, .expectSource: true
        default: false
        }
      }
  }

  private mutating func apply(_ write: Write, _ content: [SQLValue]) throws {
    switch write {
    case .insertSource(let record, let keys):
      try notingMoves(of: [record.externalID], record.provider) { try $0.insert(record, content, keys) }
    case .updateSource(let record, let expected, let keys):
      let old = try externalID(record.provider, record.kind, record.id)
      let values = old == record.externalID ? [] : [old, record.externalID]
      try notingMoves(of: values, record.provider) { try $0.update(record, content, expected, keys) }
    case .deleteSource(let provider, let kind, let id, let expected):
      let values = [id, try externalID(provider, kind, id)]
      try notingMoves(of: values, provider) { try $0.delete(provider, kind, id, expected) }
    case .expectSource(let provider, let kind, let id, let version): try expect(provider, kind, id, version)
    case .members(let provider, let group, let changes): try change(provider, group, changes)
    case .insertUser(let user, let nameKey, let appleIDKey): try insert(user, content, nameKey, appleIDKey)
    case .updateUser(let user, let expected, let nameKey, let appleIDKey):
      try update(user, content, expected, nameKey, appleIDKey)
    case .insertGroup(let group): try insert(group, content)
    case .updateGroup(let group, let expected): try update(group, content, expected)
    default: try applyRest(write)
    }
  }

  private func applyRest(_ write: Write) throws {
    switch write {
    case .sourceKeys(let record, let keys): try rekey(record, keys)
    case .link(let link): try tie(link)
    case .unlink(let provider, let kind, let sourceID): try untie(provider, kind, sourceID)
    case .hold(let hold): try pin(hold)
    case .releaseHold(let entryID, let reason): try release(entryID, reason)
    case .wantAppleID(let entryID, let key, let since): try want(entryID, key, since)
    case .insertInvitation(let invitation): try insert(invitation)
    case .updateInvitation(let invitation): try update(invitation)
    case .insertToken(let token): try insert(token)
    case .updateToken(let token): try update(token)
    case .deleteToken(let token, let at): try delete(token, at)
    case .touchToken(let id, let lastUsed, let from): try touch(id, lastUsed, from)
    case .setting(let key, let value): try set(key, value)
    case .mappingApplied(let mapping): try insert(mapping)
    case .purge: break
    case .erase(let ids): try erasure().erase(ids)
    case .eraseMemberships(let provider, let value): try erasure().erase(value, of: provider)
    default: throw StoreError.failed("a kind of write that nobody carries out")
    }
  }

  /// What is to go with all that the commit itself said of it.
  private func purge() throws {
    for case .purge(let ids, let value, let provider) in commit.writes {
      try trail.write()
      try erasure().erase(ids)
      guard let value, try !Snapshot(connection).isKnown(provider, value: value) else { continue }
      try erasure().erase(value, of: provider)
    }
  }

  /// Nothing may be left over that was about to be written when it erases.
  private func erasure() throws -> Erasure {
    guard trail.isWritten else { throw StoreError.failed("entries that were to be erased aren't written yet") }
    return Erasure(connection: connection)
  }

  /// Runs a statement that returns a row exactly when what it expects holds.
  func expecting(_ reason: String, _ statement: String, _ values: [SQLValue]) throws {
    guard try !connection.query(statement, values).isEmpty else { throw Unmet(reason: reason) }
  }

  /// Runs a statement that changes a row exactly when what it expects holds.
  func changing(_ reason: String, _ statement: String, _ values: [SQLValue]) throws {
    guard try connection.execute(statement, values) > 0 else { throw Unmet(reason: reason) }
  }

  /// An update leaves the version after the one that it expects.
  func checkVersion(_ version: Int64, after expected: Int64) throws {
    guard expected < .max, version == expected + 1 else {
      throw StoreError.failed("version \(version) was to follow \(expected)")
    }
  }
}
