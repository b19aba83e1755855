public import Directory
public import Store
internal import Synchronization
public import Text

/// A token just made or renewed, with the secret that is shown this once.
public struct IssuedToken: Sendable {
  /// What is kept of it.
  public var row: TokenRow
  /// What the IdP presents.
  public var secret: TokenSecret
}

/// A provider's bearer tokens: at most two, each active or inactive, every action an audit entry.
public final class TokenRegister: Sendable {
  let store: Store
  let book: Mutex<TokenBook>
  private let uses = Mutex<[String: TokenUse]>([:])
  private let rereads = Atomic<Int>(0)
  private let rereading = Mutex(())

  /// The slots of a provider: one for the token in use, one for the token that is to replace it.
  public static let slots = [1, 2]

  /// Reads the tokens of `store`.
  public init(store: Store) throws {
    self.store = store
    book = Mutex(TokenBook(try store.read { try $0.tokens(nil) }))
  }

  /// The tokens as they stand.
  public var current: TokenBook { book.withLock { $0 } }

  /// How often the tokens were read again: while it stays the same, whoever was let in would be let in again.
  public var changes: Int { rereads.load(ordering: .acquiring) }

  /// Makes a token in a free slot.
  /// - Throws: `TokenError.slotsTaken`; `StoreError`.
  public func issue(
    for provider: ProviderIdentity, label: String?, expires: Timestamp?, by actor: AuditActor
  ) async throws -> IssuedToken {
    let secret = TokenSecret()
    let issued = try await change(provider, .tokenCreated, by: actor) { snapshot in
      let taken = try snapshot.tokens(provider.name)
      guard let slot = Self.slots.first(where: { slot in !taken.contains { $0.slot == slot } }) else {
        throw TokenError.slotsTaken(provider.name, ids: taken.map(\.id))
      }
      let row = TokenRow(
        id: "tok_" + UUIDv7(at: actor.at).description.filter { $0 != "-" }, provider: provider.name, slot: slot,
        digest: secret.digest, state: .active, label: label, created: actor.at, createdBy: actor.name, expires: expires,
        lastUsed: nil, lastUsedFrom: nil)
      return (row, .insertToken(row))
    }
    return IssuedToken(row: issued, secret: secret)
  }

  /// Lets an inactive token in again.
  /// - Throws: `TokenError.unknown`, `TokenError.expired`; `StoreError`.
  public func activate(_ id: String, of provider: ProviderIdentity, by actor: AuditActor) async throws -> TokenRow {
    try await setState(.active, .tokenActivated, id, provider, actor)
  }

  /// Shuts a token out; it keeps its slot.
  /// - Throws: `TokenError.unknown`; `StoreError`.
  public func deactivate(_ id: String, of provider: ProviderIdentity, by actor: AuditActor) async throws -> TokenRow {
    try await setState(.inactive, .tokenDeactivated, id, provider, actor)
  }

  /// Gives a token a new secret; the old one is dead at once.
  /// - Throws: `TokenError.unknown`; `StoreError`.
  public func renew(
    _ id: String, of provider: ProviderIdentity, expires: Timestamp?, by actor: AuditActor
  ) async throws -> IssuedToken {
    let secret = TokenSecret()
    let row = try await change(provider, .tokenRenewed, by: actor) { snapshot in
      var row = try Self.find(id, provider.name, snapshot)
      row.digest = secret.digest
      row.state = .active
      row.expires = expires
      return (row, .updateToken(row))
    }
    return IssuedToken(row: row, secret: secret)
  }

  /// Deletes a token and frees its slot.
  /// - Throws: `TokenError.unknown`; `StoreError`.
  public func delete(_ id: String, of provider: ProviderIdentity, by actor: AuditActor) async throws -> TokenRow {
    try await change(provider, .tokenDeleted, by: actor) { snapshot in
      let row = try Self.find(id, provider.name, snapshot)
      return (row, .deleteToken(row, at: actor.at))
    }
  }

  private func setState(
    _ state: TokenRow.State, _ kind: AuditKind, _ id: String, _ provider: ProviderIdentity, _ actor: AuditActor
  ) async throws -> TokenRow {
    try await change(provider, kind, by: actor) { snapshot in
      var row = try Self.find(id, provider.name, snapshot)
      if state == .active, let expires = row.expires, expires <= actor.at { throw TokenError.expired(id: id) }
      guard row.state != state else { return (row, nil) }
      row.state = state
      return (row, .updateToken(row))
    }
  }

  private static func find(_ id: String, _ provider: ProviderName, _ snapshot: Snapshot) throws -> TokenRow {
    guard let row = try snapshot.tokens(provider).first(where: { $0.id == id }) else {
      throw TokenError.unknown(provider, id: id)
    }
    return row
  }

  private func change(
    _ provider: ProviderIdentity, _ kind: AuditKind, by actor: AuditActor,
    _ decide: @escaping @Sendable (Snapshot) throws -> (TokenRow, Write?)
  ) async throws -> TokenRow {
    let committed = try await store.commit { snapshot in
      let (row, write) = try decide(snapshot)
      let draft = AuditDraft(kind: kind, resourceType: "Token", resourceID: row.id, detail: row.label)
      let commit = Commit(
        provider: provider, at: actor.at, actor: actor.name, requestID: actor.requestID,
        writes: write.map { [$0] } ?? [], entries: write == nil ? [] : [draft])
      return (commit, row)
    }
    do { try reread() } catch {
      // What is on disk can't be read just now: until it can, the token that changed opens nothing.
      book.withLock { $0 = $0.without(committed.value.id) }
      rereads.add(1, ordering: .releasing)
      throw error
    }
    return committed.value
  }

  /// One after the other, so that the last one to read has the last word; nobody's look-up waits for it.
  private func reread() throws {
    try rereading.withLock { _ in
      let rows = try store.read { try $0.tokens(nil) }
      book.withLock { $0 = TokenBook(rows, visitors: $0.visitors) }
      rereads.add(1, ordering: .releasing)
    }
  }
}

extension TokenRegister {
  /// Remembers that a token was used; written by `flushUses`, since a write a request would cost too much.
  public func noteUse(of row: TokenRow, at now: Timestamp, from address: String) {
    guard !row.isForTest else { return }
    uses.withLock { $0[row.id] = TokenUse(at: now, from: address) }
  }

  /// Writes when and whence tokens were last used; what a crash loses of it, the next use brings back.
  public func flushUses() async throws {
    let pending = uses.withLock { uses in
      defer { uses = [:] }
      return uses
    }
    guard !pending.isEmpty else { return }
    do {
      try await write(pending)
    } catch {
      uses.withLock { $0.merge(pending) { newer, _ in newer } }
      throw error
    }
    try reread()
  }
}

extension TokenRegister {
  private func write(_ uses: [String: TokenUse]) async throws {
    let writes = uses.map { Write.touchToken(id: $0.key, lastUsed: $0.value.at, from: $0.value.from) }
    _ = try await store.commit { _ in
      (Commit(provider: .host, at: .now(), actor: "host", requestID: "token-use", writes: writes, entries: []), ())
    }
  }
}

private struct TokenUse: Sendable {
  var at: Timestamp
  var from: String
}
