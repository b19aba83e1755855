internal import Directory
internal import SCIM
public import Store
public import Text

/// Ends the holds of users who waited for a name, once that name is free: whoever waits longest has it.
public struct HoldSettlement: Sendable {
  private let store: Store

  /// Settles the holds of `store`.
  public init(_ store: Store) { self.store = store }

  /// Provisions every held user whose name nobody owns any more; each is a commit and an audit entry of its provider.
  ///
  /// A user who was provisioned under another name before stays as it is: its IdP's next change is judged afresh.
  /// - Throws: `StoreError`.
  public func settle(at now: Timestamp, requestID: String) async throws {
    for hold in try store.read({ try waiting($0) }) {
      _ = try await store.commit { snapshot in (try commit(hold, at: now, requestID, snapshot), ()) }
    }
    try await settleAppleIDs(at: now, requestID: requestID)
  }

  /// Gives Managed Apple IDs that became free to those who wait for them.
  /// - Throws: `StoreError`.
  public func settleAppleIDs(at now: Timestamp, requestID: String) async throws {
    try await AppleIDSettlement(store).settle(at: now, requestID: requestID)
  }

  /// The holds whose name is free, so that the writer is asked for nothing else.
  private func waiting(_ snapshot: Snapshot) throws -> [Hold] {
    try snapshot.holds().filter { hold in
      try hold.kind == .user && hold.reason == .conflict && freed(hold, snapshot) != nil
    }
  }

  /// The held user of a hold and the key of its name; nil while somebody owns that, or something else holds the user.
  private func freed(_ hold: Hold, _ snapshot: Snapshot) throws -> (user: DirectoryUser, nameKey: String)? {
    guard try snapshot.holds(hold.entryID).map(\.reason) == [.conflict], let user = try snapshot.user(hold.entryID),
      user.state == .held, let key = user.userName.map(fold), try snapshot.user(nameKey: key) == nil
    else { return nil }
    return (user, key)
  }

  private func commit(_ hold: Hold, at now: Timestamp, _ requestID: String, _ snapshot: Snapshot) throws -> Commit {
    var commit = Commit(provider: hold.provider, at: now, actor: "host", requestID: requestID)
    guard let (held, key) = try freed(hold, snapshot) else { return commit }
    var user = held
    let version = user.version
    user.state = user.active ? .active : .inactive
    user.version += 1
    user.updated = now
    commit.writes = [
      .updateUser(user, expected: version, nameKey: key, appleIDKey: user.ownedAppleIDKey),
      .releaseHold(entryID: hold.entryID, .conflict),
    ]
    commit.entries = [
      AuditDraft(
        kind: .holdReleased, resourceType: hold.kind.resourceType.name, resourceID: hold.sourceID,
        directory: DirectoryEffect(.applied, entryID: hold.entryID), detail: "the user name is free")
    ]
    return commit
  }
}
