internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

/// Gives Managed Apple IDs that became free to the users who waited for them, the longest waiting first.
struct AppleIDSettlement: Sendable {
  private let store: Store

  init(_ store: Store) { self.store = store }

  /// Each is a commit and an audit entry of the provider whose setting asked for the name.
  func settle(at now: Timestamp, requestID: String) async throws {
    for entryID in try store.read({ try $0.entriesWithFreeAppleIDs() }) {
      _ = try await store.commit { snapshot in (try commit(entryID, at: now, requestID, snapshot), ()) }
    }
  }

  private func commit(_ id: String, at now: Timestamp, _ requestID: String, _ snapshot: Snapshot) throws -> Commit {
    let links = try snapshot.links(of: id)
    guard let before = try snapshot.user(id), before.state == .active || before.state == .inactive,
      let wanted = before.withheldAppleID, try snapshot.user(appleIDKey: fold(wanted)) == nil,
      let link = links.first(where: { $0.provider.name.description == before.appleIDProvider }) ?? links.first
    else { return Commit(provider: .host, at: now, actor: "host", requestID: requestID) }
    var user = before
    user.takeWithheldAppleID(at: now.description)
    user.version += 1
    user.updated = now
    let change = AttributeChange(
      name: ManagedAppleIDFate.attribute, before: before.attributes[ManagedAppleIDFate.attribute],
      after: .string(wanted))
    let draft = AuditDraft(
      kind: .userUpdated, resourceType: "User", resourceID: link.sourceID,
      directory: DirectoryEffect(.applied, entryID: id), changes: [change], detail: "the Managed Apple ID is free")
    return Commit(
      provider: link.provider, at: now, actor: "host", requestID: requestID,
      writes: [
        .updateUser(
          user, expected: before.version, nameKey: user.userName.map(fold), appleIDKey: user.ownedAppleIDKey),
        .wantAppleID(entryID: id, key: nil, since: now),
      ], entries: [draft])
  }
}

extension DirectoryUser {
  /// The provider whose setting asked for the Managed Apple ID.
  fileprivate var appleIDProvider: String? { provenance["managedAppleID"]?["provider"]?.string }
}
