import Directory
import Foundation
import JSON
import SQL
import Store
import Testing
import Text

/// What a commit means, on every engine.
@Suite struct CommitTests {
  @Test(arguments: Engine.available)
  func uniqueNamesAreUniqueWithinAProvider(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    #expect(await storeError { try await store.insert(.user("2", "ADA")) }?.isConflict == true)
    #expect(await storeError { try await store.insert(.user("1", "Bob")) }?.isConflict == true)
    try await store.insert(.user("3", "ada", provider: .acme))
    #expect(try store.read { try $0.sourceCount(.contoso, .user) } == 1)
    let found = try store.read { try $0.sources(.contoso, .user, attribute: "username", value: "ada") }
    #expect(found.map(\.id) == ["1"])
    store.close()
  }

  @Test(arguments: Engine.available)
  func tombstonesOwnNoNamesButTheirID(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.insert(.user("1", "Ada", externalID: "x"))
    try await store.write([.deleteSource(.contoso, .user, id: "1", expected: 1)])
    let tombstone = try #require(try store.read { try $0.tombstone(.contoso, .user, id: "1") })
    #expect(tombstone.body?["userName"]?.string == "Ada")
    #expect(tombstone.externalID == "x")
    #expect(try store.read { try $0.source(.contoso, .user, id: "1") } == nil)
    #expect(await storeError { try await store.insert(.user("1", "Bob")) }?.isConflict == true)
    try await store.insert(.user("2", "Ada"))
    #expect(try store.read { try $0.sourceCount(.contoso, .user) } == 1)
    store.close()
  }

  @Test(arguments: Engine.available)
  func versionsAreExpected(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    let second = SourceRecord.user("1", "Ada L", version: 2, externalID: "e")
    try await store.write([.updateSource(second, expected: 1, keys: second.nameKeys)])
    #expect(try store.read { try $0.source(.contoso, .user, id: "1") } == second)
    #expect(try store.read { try $0.sources(.contoso, .user, externalID: "e").map(\.id) } == ["1"])
    let stale = SourceRecord.user("1", "Ada X", version: 2)
    let writes: [Write] = [
      .updateSource(stale, expected: 1, keys: []), .deleteSource(.contoso, .user, id: "1", expected: 1),
      .expectSource(.contoso, .user, id: "1", version: 1), .expectSource(.acme, .user, id: "1", version: 2),
    ]
    for write in writes { #expect(await storeError { try await store.write([write]) }?.isConflict == true) }
    try await store.write([.expectSource(.contoso, .user, id: "1", version: 2), .setting(key: "k", value: "v")])
    #expect(try store.read { try $0.setting("k") } == "v")
    try await store.insert(.user("2", "Ada"))
    #expect(await storeError { try await store.insert(.user("3", "ada l")) }?.isConflict == true)
    store.close()
  }

  @Test(arguments: Engine.available)
  func anUnmetExpectationIsDecidedOnceMore(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    let decided = Counter()
    let release = await store.hold()
    async let both = withThrowingTaskGroup(of: Int64.self) { group in
      for _ in 0..<2 {
        group.addTask {
          try await store.commit { snapshot in
            decided.increase()
            var record = try #require(try snapshot.source(.contoso, .user, id: "1"))
            record.version += 1
            return (.of([.updateSource(record, expected: record.version - 1, keys: [])]), record.version)
          }.value
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    while decided.value < 2 { try await Task.sleep(for: .milliseconds(5)) }
    try await Task.sleep(for: .milliseconds(50))
    release()
    #expect(try await both.sorted() == [2, 3])
    #expect(decided.value == 3)
    #expect(try store.read { try $0.source(.contoso, .user, id: "1")?.version } == 3)
    store.close()
  }

  @Test(arguments: Engine.available)
  func whatDecideThrowsReachesTheCaller(_ engine: Engine) async throws {
    struct Refused: Error {}
    let place = try Place(engine)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    let calls = Counter()
    await #expect(throws: Refused.self) {
      try await store.commit { _ -> (Commit, Bool) in
        guard calls.increase() == 1 else { throw Refused() }
        return (.of([.expectSource(.contoso, .user, id: "1", version: 9), .setting(key: "k", value: "v")]), true)
      }
    }
    #expect(calls.value == 2)
    #expect(try store.read { try $0.setting("k") } == nil)
    store.close()
  }

  @Test(arguments: Engine.available)
  func oneFailingCommitLeavesItsBatchAlone(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    let release = await store.hold()
    let bad = TokenRow(
      id: "tok_bad", provider: .contoso, slot: 7, digest: Array(repeating: 1, count: 32), state: .active,
      created: noon, createdBy: "admin")
    async let first = store.write([.setting(key: "a", value: "1")], [.created("a", "a")])
    async let failing = storeError {
      try await store.write([.setting(key: "b", value: "1"), .insertToken(bad)], [.created("b", "b")])
    }
    async let unmet = storeError {
      try await store.write([.setting(key: "c", value: "1"), .expectSource(.contoso, .user, id: "no", version: 1)])
    }
    async let last = store.write([.setting(key: "d", value: "1")], [.created("d", "d")])
    try await Task.sleep(for: .milliseconds(200))
    release()
    #expect(try await first.batchSize == 4)
    #expect(try await last.batchSize == 4)
    #expect(await failing?.isFailed == true)
    #expect(await unmet?.isConflict == true)
    let settings = try store.read { snapshot in try ["a", "b", "c", "d"].map { try snapshot.setting($0) } }
    #expect(settings == ["1", nil, nil, "1"])
    #expect(Set(try store.entries().compactMap(\.resourceID)) == ["a", "d"])
    #expect(try store.faults().isEmpty)
    store.close()
  }

  @Test(arguments: Engine.available)
  func ofFiftyEqualInsertsOneWins(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    let wins = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<50 {
        group.addTask {
          await storeError { try await store.insert(.user("id-\(number)", number % 2 == 0 ? "Ada" : "ADA")) } == nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(wins == 1)
    #expect(try store.read { try $0.sourceCount(.contoso, .user) } == 1)
    #expect(try store.entries([.userCreated]).count == 1)
    #expect(try store.faults().isEmpty)
    store.close()
  }

  @Test(arguments: Engine.available)
  func directoryNamesAreUniqueWithoutAnEngineError(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.write([.insertUser(.named("a", "ada"), nameKey: "ada", appleIDKey: "ada@apple")])
    try await store.write([.insertUser(.named("b", "bob"), nameKey: "bob", appleIDKey: nil)])
    try await store.write([.insertUser(.named("c", "ada"), nameKey: nil, appleIDKey: nil)])
    let bob = DirectoryUser.named("b", "ada", version: 2)
    #expect(
      await storeError { try await store.write([.updateUser(bob, expected: 1, nameKey: "ada", appleIDKey: nil)]) }?
        .isConflict == true)
    #expect(
      await storeError {
        try await store.write([.updateUser(bob, expected: 1, nameKey: "b", appleIDKey: "ada@apple")])
      }?
      .isConflict == true)
    #expect(
      await storeError { try await store.write([.insertUser(.named("d", "x"), nameKey: "ada", appleIDKey: nil)]) }?
        .isConflict == true)
    let renamed = DirectoryUser.named("a", "eve", version: 2)
    try await store.write([
      .updateUser(renamed, expected: 1, nameKey: "eve", appleIDKey: "ada@apple"),
      .updateUser(bob, expected: 1, nameKey: "ada", appleIDKey: nil),
    ])
    #expect(try store.read { try $0.user(nameKey: "ada")?.id } == "b")
    #expect(try store.read { try $0.user(appleIDKey: "ada@apple") } == renamed)
    #expect(try store.read { try $0.users(limit: 2).map(\.id) } == ["a", "b"])
    #expect(try store.read { try $0.users(after: "b", limit: 2).map(\.id) } == ["c"])
    store.close()
  }

  @Test(arguments: Engine.available)
  func tokensHaveSlotsAndVersions(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    func token(_ id: String, _ slot: Int, _ byte: UInt8) -> TokenRow {
      TokenRow(
        id: id, provider: .contoso, slot: slot, digest: Array(repeating: byte, count: 32), state: .active,
        label: "l", created: noon, createdBy: "admin", graceDigest: [1], graceUntil: noon)
    }
    try await store.write([.insertToken(token("tok_1", 1, 1))])
    #expect(try store.read { try $0.tokens(.contoso) } == [token("tok_1", 1, 1)])
    #expect(await storeError { try await store.write([.insertToken(token("tok_2", 1, 2))]) }?.isConflict == true)
    #expect(await storeError { try await store.write([.insertToken(token("tok_2", 2, 1))]) }?.isConflict == true)
    try await store.write([.touchToken(id: "tok_1", lastUsed: noon, from: "192.0.2.1")])
    var row = try #require(try store.read { try $0.token(id: "tok_1") })
    #expect(row.lastUsedFrom == "192.0.2.1")
    row.state = .inactive
    try await store.write([.updateToken(row)])
    #expect(await storeError { try await store.write([.updateToken(row)]) }?.isConflict == true)
    let current = try #require(try store.read { try $0.token(id: "tok_1") })
    #expect(current.state == .inactive)
    try await store.write([.deleteToken(current, at: noon)])
    #expect(try store.read { try $0.tokens() }.isEmpty)
    #expect(try store.read { try $0.deletedToken(digest: row.digest)?.id } == "tok_1")
    store.close()
  }

  @Test(arguments: Engine.available)
  func linksAndHoldsComeBack(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    let link = Link(provider: .contoso, kind: .user, sourceID: "1", externalID: nil, entryID: "e")
    let hold = Hold(
      entryID: "e", kind: .user, reason: .conflict, detail: "taken", provider: .contoso, sourceID: "1",
      sourceVersion: 3, since: noon)
    try await store.write([
      .insertUser(.named("e", "ada"), nameKey: nil, appleIDKey: nil), .link(link), .hold(hold),
    ])
    #expect(try store.read { try $0.links(of: "e") } == [link])
    #expect(try store.read { try $0.link(.contoso, .user, sourceID: "1") } == link)
    #expect(try store.read { try $0.holds() } == [hold])
    #expect(try store.read { try $0.users(provider: .contoso, limit: 9).map(\.id) } == ["e"])
    #expect(try store.read { try $0.users(provider: .acme, limit: 9) }.isEmpty)
    try await store.write([
      .releaseHold(entryID: "e", .conflict), .releaseHold(entryID: "e", .brake),
      .unlink(.contoso, .user, sourceID: "1"),
    ])
    #expect(try store.read { try $0.holds("e") }.isEmpty)
    #expect(try store.read { try $0.links(of: "e") }.isEmpty)
    store.close()
  }

  @Test(arguments: Engine.available)
  func aTextIsNeverCutAtItsZero(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.write([.setting(key: "name", value: "admin")])
    let error = await storeError { try await store.write([.setting(key: "name", value: "admin\u{0}x")]) }
    let stored = try store.read { try $0.setting("name") }
    // PostgreSQL has no such texts and refuses them whole; SQLite keeps them whole.
    #expect(error == nil ? stored?.utf8.count == 7 : stored == "admin")
    #expect(engine == .sqlite ? error == nil : error?.isFailed == true)
    store.close()
  }

  @Test(arguments: Engine.available)
  func aSnapshotStaysAsItIs(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await store.insert(.user("1", "Ada"))
    let began = DispatchSemaphore(value: 0)
    let written = DispatchSemaphore(value: 0)
    async let counts = withCheckedThrowingContinuation { (continuation: CheckedContinuation<[Int], any Error>) in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            try store.read { snapshot in
              let first = try snapshot.sourceCount(.contoso, .user)
              began.signal()
              written.wait()
              return [first, try snapshot.sourceCount(.contoso, .user)]
            }
          })
      }
    }
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      Thread.detachNewThread {
        began.wait()
        continuation.resume()
      }
    }
    try await store.insert(.user("2", "Bob"))
    written.signal()
    #expect(try await counts == [1, 1])
    #expect(try store.read { try $0.sourceCount(.contoso, .user) } == 2)
    store.close()
  }

  @Test(arguments: Engine.available)
  func whatWasAcknowledgedIsThereAfterOpeningAgain(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<100 {
        group.addTask { _ = try await store.insert(.user(String(format: "%03d", number), "user-\(number)")) }
      }
      try await group.waitForAll()
    }
    store.close()
    #expect(await storeError { try await store.insert(.user("x", "x")) }?.isFailed == true)
    let again = try place.open()
    #expect(try again.read { try $0.sourceCount(.contoso, .user) } == 100)
    let page = try again.read { try $0.sources(.contoso, .user, after: "049", limit: 10).map(\.id) }
    #expect(page == (50..<60).map { String(format: "%03d", $0) })
    #expect(try again.faults().isEmpty)
    #expect(try again.read { try $0.chainHeads().map(\.sequence) } == [100])
    again.close()
  }

  @Test(arguments: Engine.available)
  func aNewerDatabaseIsRefused(_ engine: Engine) async throws {
    let place = try Place(engine)
    try place.open().close()
    let connection = try place.connection()
    try connection.execute("INSERT INTO schema_version(version, fold, applied) VALUES(99, 1, 0)")
    #expect(throws: StoreError.newerSchema(found: 99, known: 1)) { try place.open() }
    try connection.execute("DELETE FROM schema_version WHERE version = 99")
    try connection.execute("UPDATE schema_version SET fold = 99")
    #expect(#expect(throws: StoreError.self) { try place.open() }?.isFailed == true)
    connection.close()
  }
}
