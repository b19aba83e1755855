import Crypto
import Directory
import JSON
import SQL
import Store
import Testing
import Text

/// The audit trail, on every engine.
@Suite struct AuditTests {
  private func store(_ place: Place, _ names: [String] = ["ada", "bob", "eve", "dan", "kim"]) async throws -> Store {
    let store = try place.open()
    for name in names { try await store.insert(.user(name, "name-of-\(name)")) }
    return store
  }

  @Test(arguments: Engine.available)
  func anEntrySaysWhoDidWhat(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place, ["ada"])
    var commit = Commit.of(
      [.setting(key: "k", value: "v")],
      [
        AuditDraft(
          kind: .userUpdated, resourceType: "User", resourceID: "ada",
          directory: DirectoryEffect(.withheld, reason: "the name stays", entryID: "A"),
          changes: [AttributeChange(name: "title", before: "A", after: ["b": 1, "a": [true, nil]])],
          scimType: "mutability", detail: "kept", count: 3)
      ])
    commit.mappingVersion = "m1"
    commit.adapterVersion = "1.0"
    let decided = commit
    _ = try await store.commit { _ in (decided, true) }
    let entry = try #require(try store.entries([.userUpdated]).first)
    #expect(entry.provider == .contoso && entry.idp == "Microsoft Entra ID" && entry.sequence == 2)
    #expect(entry.actor == "tok_1" && entry.requestID == "r-1" && entry.at == noon && entry.outcome == .success)
    #expect(entry.directory == DirectoryEffect(.withheld, reason: "the name stays", entryID: "A"))
    #expect(
      entry.changes == [
        AuditedChange(name: "title", before: "A", after: ["b": 1, "a": [true, nil]], isErased: false)
      ])
    #expect(entry.scimType == "mutability" && entry.detail == "kept" && entry.count == 3)
    #expect(entry.mappingVersion == "m1" && entry.adapterVersion == "1.0")
    #expect(entry.json["provider"]?.string == "contoso-entra")
    let connection = try place.connection()
    for line in try connection.query("SELECT line FROM audit_entry").map({ try $0.text(0) }) {
      #expect(try JSON(parsing: line).canonical.description == line)
    }
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func passwordsAndValuesAreNotInTheChain(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let connection = try place.connection()
    let lines = try connection.query("SELECT line FROM audit_entry").map { try $0.text(0) }
    #expect(lines.count == 5)
    #expect(!lines.contains { $0.contains("name-of") })
    let values = try connection.query("SELECT value FROM audit_value").map { try $0.text(0) }
    #expect(values.contains("\"name-of-ada\""))
    #expect(!(lines + values).contains { $0.contains("hunter2") || $0.contains("password") })
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func theHashesAreWhatIsDocumented(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let connection = try place.connection()
    var previous = String(repeating: "0", count: 64)
    for row in try connection.query("SELECT previous, line, hash FROM audit_entry ORDER BY seq") {
      #expect(try row.text(0) == previous)
      #expect(try row.text(2) == hex(sha256(Array((previous + row.text(1)).utf8))))
      previous = try row.text(2)
    }
    let head = try store.read { try $0.chainHeads() }
    #expect(head == [ChainHead(provider: .contoso, sequence: 5, hash: previous)])
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func everyProviderHasAChainOfItsOwn(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    for number in 0..<6 {
      let identity: ProviderIdentity = [.contoso, .acme, .host][number % 3]
      try await store.write([.setting(key: "k", value: "\(number)")], [AuditDraft(kind: .hostStarted)], by: identity)
    }
    #expect(try store.read { try $0.chainHeads().map(\.sequence) } == [2, 2, 2])
    #expect(try store.entries().map(\.sequence) == [1, 1, 1, 2, 2, 2])
    #expect(try store.read { try $0.providers() } == [.acme, .contoso, .host])
    let followed = try store.read { snapshot in
      let first = try snapshot.audit(AuditQuery(limit: 4))
      return try snapshot.audit(AuditQuery(after: first.last?.position))
    }
    #expect(followed.map(\.provider) == [.acme, .host])
    #expect(try store.faults().isEmpty)
    store.close()
  }

  @Test(
    arguments: Engine.available,
    [
      ("UPDATE audit_entry SET line = replace(line, 'tok_1', 'tok_2') WHERE seq = 3", 3 as Int64),
      ("UPDATE audit_entry SET kind = 'user.deleted' WHERE seq = 3", 3),
      ("UPDATE audit_entry SET resource_id = 'x' WHERE seq = 2", 2),
      ("UPDATE audit_value SET value = '\"mallory\"' WHERE seq = 4", 4),
      ("UPDATE audit_value SET name = 'title' WHERE seq = 4", 4), ("DELETE FROM audit_entry WHERE seq = 2", 2),
      ("DELETE FROM audit_entry WHERE seq = 1", 1), ("DELETE FROM audit_entry WHERE seq = 5", 5),
      ("UPDATE audit_entry SET seq = 9 WHERE seq = 5", 5), ("UPDATE chain_head SET seq = 4", 5),
      ("UPDATE chain_head SET hash = 'x'", 5), ("DELETE FROM chain_head", 5),
      ("UPDATE audit_entry SET previous = 'x' WHERE seq = 3", 3),
      ("UPDATE audit_entry SET seq = CASE seq WHEN 2 THEN 1002 ELSE 1003 END WHERE seq IN (2, 3)", 2),
    ])
  func tamperingIsFound(_ engine: Engine, _ tampering: (statement: String, first: Int64)) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    #expect(try store.faults().isEmpty)
    let connection = try place.connection()
    try connection.execute(tampering.statement)
    let faults = try store.faults()
    #expect(faults.first?.provider == .contoso)
    #expect(faults.map(\.sequence).min() == tampering.first)
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func twoEntriesThatChangedPlacesAreFound(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let connection = try place.connection()
    for (from, to) in [(2, 100), (3, 2), (100, 3)] {
      try connection.execute("UPDATE audit_entry SET seq = \(to) WHERE seq = \(from)")
    }
    #expect(try store.faults().map(\.sequence).min() == 2)
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func aCutTailIsFoundByHeadsKeptElsewhere(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let heads = try store.read { try $0.chainHeads() }
    let connection = try place.connection()
    let fourth = try #require(try connection.first("SELECT hash FROM audit_entry WHERE seq = 4")).text(0)
    try connection.execute("DELETE FROM audit_value WHERE seq = 5")
    try connection.execute("DELETE FROM audit_entry WHERE seq = 5")
    try connection.execute("UPDATE chain_head SET seq = 4, hash = ?", [.text(fourth)])
    #expect(try store.faults().isEmpty)
    #expect(try store.faults(heads).map(\.sequence) == [5])
    try await store.insert(.user("mallory", "mallory"))
    #expect(try store.faults().isEmpty)
    #expect(try store.faults(heads).map(\.sequence) == [5])
    let missing = [ChainHead(provider: .acme, sequence: 2, hash: "x")]
    #expect(try store.faults(missing).map(\.provider) == [.acme])
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func anErasedPersonIsGoneAndTheChainStaysValid(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    try await store.insert(.group("g", "Staff"))
    try await store.write([.members(.contoso, group: "g", [.add([StoredMember(value: "ada", display: "Ada L")])])])
    try await store.write(
      [.deleteSource(.contoso, .user, id: "ada", expected: 1)],
      [AuditDraft(kind: .userDeleted, resourceID: "ada", detail: "name-of-ada is gone")])
    try await store.erase(resourceIDs: ["ada"], provider: .host, actor: "admin", requestID: "r", at: noon)
    #expect(try store.faults().isEmpty)
    #expect(try store.read { try $0.tombstone(.contoso, .user, id: "ada") }?.body == nil)
    let created = try #require(try store.read { try $0.audit(AuditQuery(users: ["ada"])) }.first)
    #expect(created.changes == [AuditedChange(name: "userName", before: nil, after: nil, isErased: true)])
    let connection = try place.connection()
    let left = try ["SELECT value FROM audit_value", "SELECT line FROM audit_entry"].flatMap {
      try connection.query($0).map { try $0.text(0) }
    }
    #expect(!left.contains { $0.contains("name-of-ada") || $0.contains("Ada L") })
    #expect(left.contains("\"name-of-bob\""))
    #expect(try store.entries([.personErased]).map(\.provider) == [.host])
    connection.close()
    store.close()
  }

  @Test(arguments: Engine.available)
  func queriesFindWhatTheyAskFor(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    try await store.insert(.group("g", "Staff"))
    try await store.write([.members(.contoso, group: "g", [.add([StoredMember(value: "bob")])])])
    try await store.write(
      [], [AuditDraft(kind: .requestRefused, outcome: .refused, count: 4)], by: .acme)
    func found(_ query: AuditQuery) throws -> [Int64] { try store.read { try $0.audit(query).map(\.sequence) } }
    #expect(try found(AuditQuery(provider: .acme)) == [1])
    #expect(try found(AuditQuery(provider: .contoso, kinds: [.memberAdded, .hostStarted])) == [6])
    #expect(try found(AuditQuery(users: ["bob"])) == [2, 6])
    #expect(try found(AuditQuery(users: ["entry-eve"])) == [3])
    #expect(try found(AuditQuery(refusedOnly: true)) == [1])
    #expect(try found(AuditQuery(since: Timestamp(milliseconds: noon.milliseconds + 1))) == [])
    #expect(try found(AuditQuery(until: noon)) == [])
    #expect(try found(AuditQuery(provider: .contoso, afterSequence: 4)) == [5, 6])
    #expect(try found(AuditQuery(newestFirst: true, limit: 2)) == [1, 6])
    let summary = try store.read { try $0.auditSummary() }
    #expect(
      summary.map { "\($0.provider) \($0.day) \($0.kind.rawValue) \($0.count)" } == [
        "acme-okta 2027-01-15 request.refused 4", "contoso-entra 2027-01-15 member.added 1",
        "contoso-entra 2027-01-15 user.created 5",
      ])
    store.close()
  }

  @Test(arguments: Engine.available)
  func repeatedRefusalsBecomeOneEntry(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open(StoreOptions(refusalWindow: .seconds(1), fatal: { _ in }))
    func refuse(_ detail: String, _ times: Int) {
      for _ in 0..<times {
        store.refuse(
          .contoso, actor: "192.0.2.1", requestID: "r", at: noon,
          AuditDraft(kind: .requestRefused, outcome: .refused, detail: detail))
      }
    }
    refuse("no token", 1000)
    refuse("bad filter", 1)
    for _ in 0..<400 where try store.entries().count < 3 { try await Task.sleep(for: .milliseconds(25)) }
    #expect(try store.entries().map(\.count) == [1, 1, 999])
    refuse("no token", 5)
    await store.flush()
    let entries = try store.entries()
    #expect(entries.reduce(0) { $0 + $1.count } == 1006)
    #expect(entries.count <= 6)
    refuse("no token", 3)
    store.close()
    let again = try place.open()
    #expect(try again.entries().reduce(0) { $0 + $1.count } == 1009)
    #expect(try again.faults().isEmpty)
    again.close()
  }

  @Test func aFloodOfDifferentRefusalsIsBounded() async throws {
    let place = try Place(.sqlite)
    let store = try place.open()
    for number in 0..<5000 {
      store.refuse(
        .contoso, actor: "a", requestID: "r", at: noon,
        AuditDraft(kind: .requestRefused, outcome: .refused, detail: "path \(number)"))
    }
    await store.flush()
    let counts = try store.read { try $0.audit(AuditQuery(limit: 10_000)).map(\.count) }
    #expect(counts.reduce(0, +) == 5000)
    #expect(counts.count <= 1100)
    store.close()
  }
}
