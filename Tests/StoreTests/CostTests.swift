import Directory
import JSON
import SQL
import Store
import Synchronization
import Testing
import Text

/// What things cost, in the engine's own instructions, so that it repeats.
@Suite struct CostTests {
  private final class Ear: Sendable {
    let works = Mutex<[SQLiteWork]>([])
    func hear(_ work: SQLiteWork) { works.withLock { $0.append(work) } }
    func reset() { works.withLock { $0 = [] } }
    var steps: Int { works.withLock { $0.reduce(0) { $0 + $1.steps } } }
    var scanned: Int { works.withLock { $0.reduce(0) { $0 + $1.scanned } } }
    var statements: Set<String> { works.withLock { Set($0.map(\.statement)) } }
  }

  private func open(_ place: Place, _ ear: Ear) throws -> Store {
    try place.open(StoreOptions(readers: 1, observer: { ear.hear($0) }, fatal: { _ in }))
  }

  @Test func aMemberCostsTheSameInAGroupOfAHundredThousand() async throws {
    let place = try Place(.sqlite)
    let ear = Ear()
    let store = try open(place, ear)
    try await store.insert(.group("small", "Small"))
    try await store.insert(.group("large", "Large"))
    try await store.onWriter { connection in
      try connection.execute(
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
        INSERT INTO membership(provider, group_id, value) SELECT 'contoso-entra', 'large', 'member-' || i FROM n
        """)
      try connection.execute("UPDATE source_record SET member_count = 100000 WHERE id = 'large'")
    }
    func cost(_ group: String, _ change: MembershipChange) async throws -> Int {
      ear.reset()
      let result = try await store.write([.members(.contoso, group: group, [change])])
      #expect(result.deltas.count == 1)
      return ear.steps
    }
    _ = try await cost("small", .add([StoredMember(value: "first")]))
    let small = try await cost("small", .add([StoredMember(value: "someone")]))
    let large = try await cost("large", .add([StoredMember(value: "someone")]))
    #expect(large == small)
    #expect(large < 2000)
    let smallRemoval = try await cost("small", .remove(["someone"]))
    #expect(try await cost("large", .remove(["member-50000"])) == smallRemoval)
    #expect(ear.scanned == 0)
    ear.reset()
    #expect(try store.read { try $0.memberCount(of: "large", .contoso) } == 100_000)
    #expect(ear.steps < 100)
    store.close()
  }

  /// Every statement of every operation, as the planner carries it out: none goes through a whole table.
  @Test func noStatementScans() async throws {
    let place = try Place(.sqlite)
    let ear = Ear()
    let store = try open(place, ear)
    ear.reset()
    try await useEverything(store)
    let statements = ear.statements.filter { !$0.hasPrefix("PRAGMA") }
    #expect(statements.count > 60)
    let connection = try place.connection()
    for statement in statements where !isControl(statement) && !isWhole(statement) {
      let values = Array(repeating: SQLValue.null, count: statement.count { $0 == "?" })
      let plan = try connection.query("EXPLAIN QUERY PLAN " + statement, values).map { try $0.text(3) }
      let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("CONSTANT ROW") && !$0.hasPrefix("SCAN x") }
      #expect(scans.isEmpty, "\(statement)\n\(plan)")
      #expect(!plan.contains { isAsWideAsAProvider($0) }, "\(statement)\n\(plan)")
    }
    connection.close()
    store.close()
  }

  /// A search that an index leads no further than to all that one provider has.
  private func isAsWideAsAProvider(_ line: String) -> Bool {
    line.hasPrefix("SEARCH") && !["scim_token", "chain_head", "applied_mapping"].contains(where: line.contains)
      && (line.hasSuffix("(provider=?)") || line.hasSuffix("(provider=? AND kind=?)")) && !line.contains("source_count")
  }

  private func isControl(_ statement: String) -> Bool {
    ["BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains { statement.hasPrefix($0) }
  }

  /// Small tables that are asked for as a whole.
  private func isWhole(_ statement: String) -> Bool {
    !statement.contains("WHERE")
      && ["scim_token", "hold", "chain_head", "provider"].contains { statement.contains("FROM \($0) ORDER BY") }
  }

  private func useEverything(_ store: Store) async throws {
    let token = TokenRow(
      id: "tok_1", provider: .contoso, slot: 1, digest: Array(repeating: 1, count: 32), state: .active,
      created: noon, createdBy: "admin")
    let hold = Hold(
      entryID: "A", kind: .user, reason: .brake, detail: "", provider: .contoso, sourceID: "ada", sourceVersion: 1,
      since: noon)
    let group = DirectoryGroup(
      id: "G", state: .active, attributes: ["displayName": "Staff"], created: noon, updated: noon)
    var changedGroup = group
    changedGroup.version = 2
    let changed = SourceRecord.user("ada", "ada2", version: 2)
    try await store.insert(.user("ada", "ada", externalID: "x"))
    try await store.insert(.group("g", "Staff"))
    try await store.write([.mappingApplied(.version("1"))])
    try await store.write(
      [
        .updateSource(changed, expected: 1, keys: changed.nameKeys),
        .expectSource(.contoso, .user, id: "ada", version: 2), .insertGroup(group),
        .updateGroup(changedGroup, expected: 1), .insertUser(.named("A", "ada"), nameKey: "ada", appleIDKey: nil),
        .updateUser(.named("A", "ada", version: 2), expected: 1, nameKey: "ada", appleIDKey: "a"),
        .link(Link(provider: .contoso, kind: .user, sourceID: "ada", externalID: "x", entryID: "A")),
        .link(Link(provider: .contoso, kind: .group, sourceID: "g", externalID: nil, entryID: "G")), .hold(hold),
        .releaseHold(entryID: "A", .review), .insertToken(token), .touchToken(id: "tok_1", lastUsed: noon, from: nil),
        .setting(key: "k", value: "v"), .setting(key: "k", value: nil), .unlink(.acme, .user, sourceID: "no"),
      ], [.created("ada", "ada")])
    for count in [1, 9, 80] {
      let members = (0..<count).map { StoredMember(value: "m\($0)") } + [StoredMember(value: "ada")]
      try await store.write([.members(.contoso, group: "g", [.replace(members)])])
      try await store.write([.members(.contoso, group: "g", [.remove(members.map(\.value).dropLast())])])
    }
    try await read(store)
    let row = try #require(try store.read { try $0.token(id: "tok_1") })
    try await store.write([.updateToken(row)])
    let updated = try #require(try store.read { try $0.token(id: "tok_1") })
    try await store.write([.deleteToken(updated, at: noon)])
    try await store.write([.deleteSource(.contoso, .user, id: "ada", expected: 2)])
    let version = try store.read { try $0.source(.contoso, .group, id: "g")?.version } ?? 0
    try await store.write([.members(.contoso, group: "g", [.add([StoredMember(value: "n")]), .clear])])
    try await store.write([.deleteSource(.contoso, .group, id: "g", expected: version)])
    try await store.erase(resourceIDs: ["ada"], provider: .host, actor: "admin", requestID: "r", at: noon)
  }

  private func read(_ store: Store) async throws {
    try store.read { snapshot in
      let ada = try #require(try snapshot.source(.contoso, .user, id: "ada"))
      _ = try snapshot.sources(.contoso, .user, key: ada.nameKeys[0])
      _ = try snapshot.sources(.contoso, .user, externalID: "x")
      _ = try snapshot.sources(.contoso, .user, after: "a", limit: 10)
      _ = try snapshot.sourceCount(.contoso, .user)
      _ = try snapshot.tombstone(.contoso, .user, id: "x")
      _ = try snapshot.members(of: "g", .contoso, limit: 10)
      _ = try snapshot.memberCount(of: "g", .contoso)
      _ = try snapshot.isMember(.contoso, group: "g", value: "ada")
      _ = try snapshot.groups(of: ada)
      _ = try snapshot.directoryMembers(of: "G")
      _ = try snapshot.directoryGroups(of: "A")
      _ = try snapshot.user("A")
      _ = try snapshot.user(nameKey: "ada")
      _ = try snapshot.user(appleIDKey: "a")
      for provider in [nil, ProviderName.contoso] {
        _ = try snapshot.users(provider: provider, limit: 10)
        _ = try snapshot.groups(provider: provider, limit: 10, tombstones: true)
      }
      _ = try snapshot.groups(nameKey: "staff")
      _ = try snapshot.holds("A")
      _ = try snapshot.holds()
      _ = try snapshot.tokens()
      _ = try snapshot.tokens(.contoso)
      _ = try snapshot.deletedToken(digest: [1])
      _ = try snapshot.setting("k")
      _ = try snapshot.providers()
      _ = try snapshot.linkedUsers(.contoso, after: nil, limit: 10)
      _ = try snapshot.linkedGroups(.contoso, after: "a", through: "z")
      _ = try snapshot.sourceMarks(.contoso, .user, every: 2)
      _ = try snapshot.appliedMappings(of: .contoso)
      try readAudit(snapshot)
    }
  }

  private func readAudit(_ snapshot: Snapshot) throws {
    let queries = [
      AuditQuery(), AuditQuery(provider: .contoso), AuditQuery(kinds: [.userCreated, .memberAdded]),
      AuditQuery(users: ["A"]), AuditQuery(refusedOnly: true), AuditQuery(since: noon, until: noon),
      AuditQuery(provider: .contoso, afterSequence: 3), AuditQuery(newestFirst: true),
    ]
    for query in queries { _ = try snapshot.audit(query) }
    _ = try snapshot.chainHeads()
    #expect(try snapshot.verifyAudit().isEmpty)
  }
}
