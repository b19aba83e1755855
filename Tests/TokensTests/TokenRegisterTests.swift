import Directory
import Foundation
import Store
import Testing
import Text
import Tokens

@Suite("The register of tokens, on a real store", .serialized)
struct TokenRegisterTests {
  private static let acme = ProviderIdentity(name: .acme, idp: "Okta")
  private static let other = ProviderIdentity(name: .other, idp: "Microsoft Entra ID")

  private static func run(
    _ body: (_ register: TokenRegister, _ store: Store) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "tokens-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store.open(.sqlite(directory: folder))
    defer { store.close() }
    try await body(try TokenRegister(store: store), store)
  }

  private static func actor(_ name: String = "admin", at: Timestamp = .now()) -> AuditActor {
    AuditActor(name: name, requestID: "r-1", at: at)
  }

  private static func kinds(_ store: Store) throws -> [String] {
    try store.read { try $0.audit(AuditQuery(provider: .acme)) }.map(\.kind.rawValue)
  }

  private static func error(_ body: () async throws -> some Any) async -> TokenError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error as? TokenError
    }
  }

  private static func isOpen(_ register: TokenRegister, _ issued: IssuedToken, at: Timestamp = .now()) -> Bool {
    register.current.token(issued.secret.text, of: .acme, at: at) != nil
  }

  @Test("Two slots, inactive ones count too, and a third is refused with a sentence that says what to do")
  func slots() async throws {
    try await Self.run { register, store in
      let first = try await register.issue(for: Self.acme, label: "one", expires: nil, by: Self.actor())
      let second = try await register.issue(for: Self.acme, label: nil, expires: nil, by: Self.actor())
      #expect(first.row.slot == 1)
      #expect(second.row.slot == 2)
      #expect(Self.isOpen(register, first) && Self.isOpen(register, second))
      _ = try await register.deactivate(first.row.id, of: Self.acme, by: Self.actor())
      let refused = await Self.error {
        try await register.issue(for: Self.acme, label: nil, expires: nil, by: Self.actor())
      }
      #expect(refused == .slotsTaken(.acme, ids: [first.row.id, second.row.id]))
      let sentence = refused?.description ?? ""
      #expect(sentence.contains("two is the most, inactive ones included"))
      #expect(sentence.contains("renew one of them, or delete one with `dragoman token delete acme ID`"))
      _ = try await register.issue(for: Self.other, label: nil, expires: nil, by: Self.actor())
      _ = try await register.delete(first.row.id, of: Self.acme, by: Self.actor())
      let third = try await register.issue(for: Self.acme, label: nil, expires: nil, by: Self.actor())
      #expect(third.row.slot == 1, "the slot that became free")
      #expect(third.row.id != first.row.id)
      #expect(
        try Self.kinds(store) == [
          "token.created", "token.created", "token.deactivated", "token.deleted", "token.created",
        ])
    }
  }

  @Test("Renewing kills the old secret at once, keeps id and slot, and lets an inactive token in again")
  func renew() async throws {
    try await Self.run { register, store in
      let old = try await register.issue(for: Self.acme, label: "one", expires: nil, by: Self.actor())
      _ = try await register.deactivate(old.row.id, of: Self.acme, by: Self.actor())
      #expect(!Self.isOpen(register, old))
      let new = try await register.renew(old.row.id, of: Self.acme, expires: nil, by: Self.actor())
      #expect(!Self.isOpen(register, old))
      #expect(Self.isOpen(register, new))
      #expect(new.row.id == old.row.id)
      #expect(new.row.slot == old.row.slot)
      #expect(new.secret.text != old.secret.text)
      #expect(try Self.kinds(store) == ["token.created", "token.deactivated", "token.renewed"])
      #expect(try TokenRegister(store: store).current.tokens(of: .acme).map(\.digest) == [new.secret.digest])
    }
  }

  @Test("Deactivate, activate, delete: in force at once, each an audit entry that names provider and actor, none twice")
  func states() async throws {
    try await Self.run { register, store in
      let issued = try await register.issue(for: Self.acme, label: nil, expires: nil, by: Self.actor())
      let id = issued.row.id
      for _ in 0..<2 { _ = try await register.deactivate(id, of: Self.acme, by: Self.actor("eve")) }
      #expect(!Self.isOpen(register, issued))
      for _ in 0..<2 { _ = try await register.activate(id, of: Self.acme, by: Self.actor("eve")) }
      #expect(Self.isOpen(register, issued))
      _ = try await register.delete(id, of: Self.acme, by: Self.actor("eve"))
      #expect(!Self.isOpen(register, issued))
      #expect(register.current.tokens(of: .acme).isEmpty)
      let entries = try store.read { try $0.audit(AuditQuery(provider: .acme)) }
      #expect(
        entries.map(\.kind.rawValue) == ["token.created", "token.deactivated", "token.activated", "token.deleted"])
      #expect(entries.allSatisfy { $0.resourceID == id && $0.provider == .acme && $0.idp == "Okta" })
      #expect(entries.dropFirst().allSatisfy { $0.actor == "eve" })
      #expect(try store.read { try $0.verifyAudit() }.isEmpty)
    }
  }

  @Test("An expired token isn't let in, can't be activated, and can be renewed")
  func expiry() async throws {
    try await Self.run { register, _ in
      let (now, end) = (Timestamp(milliseconds: 1_800_000_000_000), Timestamp(milliseconds: 1_800_000_060_000))
      let issued = try await register.issue(for: Self.acme, label: nil, expires: end, by: Self.actor(at: now))
      #expect(Self.isOpen(register, issued, at: now))
      #expect(!Self.isOpen(register, issued, at: end))
      _ = try await register.deactivate(issued.row.id, of: Self.acme, by: Self.actor(at: end))
      let refused = await Self.error {
        try await register.activate(issued.row.id, of: Self.acme, by: Self.actor(at: end))
      }
      #expect(refused == .expired(id: issued.row.id))
      let new = try await register.renew(issued.row.id, of: Self.acme, expires: nil, by: Self.actor(at: end))
      #expect(Self.isOpen(register, new, at: end))
    }
  }

  @Test("Nobody can touch another provider's token, nor one that isn't there")
  func unknown() async throws {
    try await Self.run { register, _ in
      let issued = try await register.issue(for: Self.other, label: nil, expires: nil, by: Self.actor())
      let wanted = TokenError.unknown(.acme, id: issued.row.id)
      #expect(
        await Self.error { try await register.renew(issued.row.id, of: Self.acme, expires: nil, by: Self.actor()) }
          == wanted)
      #expect(await Self.error { try await register.delete(issued.row.id, of: Self.acme, by: Self.actor()) } == wanted)
      #expect(
        await Self.error { try await register.deactivate(issued.row.id, of: Self.acme, by: Self.actor()) } == wanted)
    }
  }

  @Test("50 at once never make more than two")
  func atOnce() async throws {
    try await Self.run { register, store in
      let made = await withTaskGroup(of: TokenError?.self) { group in
        for _ in 0..<50 {
          group.addTask {
            await Self.error { try await register.issue(for: Self.acme, label: nil, expires: nil, by: Self.actor()) }
          }
        }
        return await group.reduce(into: 0) { if $1 == nil { $0 += 1 } }
      }
      #expect(made == 2)
      #expect(Set(register.current.tokens(of: .acme).map(\.slot)) == [1, 2])
      let kinds = try Self.kinds(store)
      #expect(kinds == ["token.created", "token.created"])
    }
  }

  @Test("A secret is in no file of the store")
  func secretsStayOut() async throws {
    // shows 7643-9.2-b 7644-7.7-a
    let folder = NSTemporaryDirectory() + "tokens-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let store = try Store.open(.sqlite(directory: folder))
    defer { store.close() }
    let register = try TokenRegister(store: store)
    let issued = try await register.issue(for: Self.acme, label: "one", expires: nil, by: Self.actor())
    for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let data = FileManager.default.contents(atPath: "\(folder)/\(file)") ?? Data()
      #expect(data.range(of: Data(issued.secret.text.utf8)) == nil, "\(file)")
    }
  }
}
