public import Directory
public import Store
internal import Synchronization
internal import Text

extension TokenRow {
  /// Whether it was made for a connection test: such a token is in no slot, and reads alone.
  public var isForTest: Bool { slot == 0 }
}

extension TokenRegister {
  /// How long a connection test may take.
  private static let testMilliseconds: Int64 = 300_000

  /// Makes a token for a connection test: it reads alone, ends after five minutes, takes no slot and ends with the host.
  ///
  /// Only its making is on disk, as an audit entry.
  /// - Throws: `StoreError`.
  public func issueForTest(of provider: ProviderIdentity, by actor: AuditActor) async throws -> IssuedToken {
    let secret = TokenSecret()
    let expires = Timestamp(milliseconds: actor.at.milliseconds + Self.testMilliseconds)
    let row = TokenRow(
      id: "tok_" + UUIDv7(at: actor.at).description.filter { $0 != "-" }, provider: provider.name, slot: 0,
      digest: secret.digest, state: .active, created: actor.at, createdBy: actor.name, expires: expires)
    let draft = AuditDraft(
      kind: .tokenCreated, resourceType: "Token", resourceID: row.id,
      detail: "for a connection test: it reads alone, until \(expires)")
    let commit = Commit(
      provider: provider, at: actor.at, actor: actor.name, requestID: actor.requestID, writes: [], entries: [draft])
    _ = try await store.commit { _ in (commit, ()) }
    book.withLock { $0 = $0.admitting(row, at: actor.at) }
    return IssuedToken(row: row, secret: secret)
  }
}
