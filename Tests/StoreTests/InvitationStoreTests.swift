import Directory
import JSON
import Store
import Testing
import Text

@Suite("Invitations and Managed Apple IDs in the store")
struct InvitationStoreTests {
  private static func invitation(_ entry: String, due: Int64 = 600, person: String? = nil) -> Invitation {
    Invitation(
      entryID: entry, provider: .contoso, sourceID: "s-\(entry)", person: person, due: noon + .seconds(due),
      created: noon)
  }

  @Test(arguments: Engine.available) func comesBackAsItWas(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    let first = Self.invitation("u1", person: "ada")
    _ = try await store.commit { _ in
      (.of([.insertInvitation(Self.invitation("u2")), .insertInvitation(first)]), ())
    }
    #expect(try store.read { try $0.invitation("u1") } == first)
    var invitation = first
    (invitation.state, invitation.attempts, invitation.attempted) = (.sent, 2, noon)
    (invitation.sent, invitation.detail) = (noon + .seconds(1), "attempt 2")
    let sent = invitation
    _ = try await store.commit { _ in (.of([.updateInvitation(sent)]), ()) }
    invitation.version = 2
    #expect(try store.read { try $0.invitation("u1") } == invitation)
    #expect(try store.read { try $0.invitations(limit: 10).map(\.entryID) } == ["u1", "u2"])
    #expect(try store.read { try $0.invitations(provider: .acme, limit: 10) }.isEmpty)
    #expect(try store.read { try $0.invitationsTried(.contoso, since: noon + .seconds(-1)) } == 1)
    #expect(try store.read { try $0.wasInvited("ada") } && !(try store.read { try $0.wasInvited("bob") }))
    let stale = await #expect(throws: StoreError.self) {
      _ = try await store.commit { _ in (.of([.updateInvitation(sent)]), ()) }
    }
    #expect(stale == .conflict("the invitation changed"))
    let twice = await #expect(throws: StoreError.self) {
      _ = try await store.commit { _ in (.of([.insertInvitation(Self.invitation("u1"))]), ()) }
    }
    #expect(twice == .conflict("the entry has an invitation already"))
    store.close()
  }

  @Test(arguments: Engine.available) func whatIsDueComesFirst(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    _ = try await store.commit { _ in
      (
        .of(
          [("u1", 30), ("u2", 10), ("u3", 20), ("u4", 40)].map { .insertInvitation(Self.invitation($0.0, due: $0.1)) }),
        ()
      )
    }
    func due(_ seconds: Int, _ limit: Int = 10) throws -> [String] {
      try store.read {
        try $0.invitations(.contoso, .waiting, dueBy: noon + .seconds(seconds), limit: limit).map(\.entryID)
      }
    }
    #expect(try due(9) == [] && due(30) == ["u2", "u3", "u1"] && due(100, 2) == ["u2", "u3"])
    #expect(try store.read { try $0.invitations(.waiting) }.count == 4)
    store.close()
  }

  @Test(arguments: Engine.available) func aFreeAppleIDIsTheLongestWaitings(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    let writes: [Write] = [
      .insertUser(.named("u1", "ada"), nameKey: "ada", appleIDKey: "ada@example.org"),
      .insertUser(.named("u2", "bob"), nameKey: "bob", appleIDKey: nil),
      .insertUser(.named("u3", "eve"), nameKey: "eve", appleIDKey: nil),
      .wantAppleID(entryID: "u3", key: "ada@example.org", since: noon + .seconds(2)),
      .wantAppleID(entryID: "u2", key: "ada@example.org", since: noon + .seconds(1)),
    ]
    _ = try await store.commit { _ in (.of(writes), ()) }
    #expect(try store.read { try $0.entriesWithFreeAppleIDs() }.isEmpty)
    #expect(try store.read { try $0.entriesWantingAppleIDs() } == ["u2", "u3"])
    let left = DirectoryUser.named("u1", "ada", version: 2)
    _ = try await store.commit { _ in (.of([.updateUser(left, expected: 1, nameKey: "ada", appleIDKey: nil)]), ()) }
    #expect(try store.read { try $0.entriesWithFreeAppleIDs() } == ["u2", "u3"])
    _ = try await store.commit { _ in (.of([.wantAppleID(entryID: "u2", key: nil, since: noon)]), ()) }
    #expect(try store.read { try $0.entriesWithFreeAppleIDs() } == ["u3"])
    store.close()
  }

  @Test(arguments: Engine.available) func coverageCountsWhoHasWhat(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    var writes: [Write] = []
    for number in 1...5 {
      var user = DirectoryUser.named("u\(number)", "user\(number)")
      if number > 2 { user.custom = ["badge": "7"] }
      writes.append(.insertUser(user, nameKey: user.userName, appleIDKey: nil))
      writes.append(
        .link(Link(provider: .contoso, kind: .user, sourceID: "s\(number)", externalID: nil, entryID: user.id)))
    }
    let all = writes
    _ = try await store.commit { _ in (.of(all), ()) }
    let (users, counts) = try store.read { try $0.customCoverage(.contoso) }
    #expect(users == 5 && counts == ["badge": 3])
    #expect(try store.read { try $0.customCoverage(.acme) }.users == 0)
    store.close()
  }
}
