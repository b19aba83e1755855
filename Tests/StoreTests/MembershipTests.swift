import Directory
import JSON
import Store
import Testing
import Text

/// Memberships are rows, changed by delta, on every engine.
@Suite struct MembershipTests {
  private func store(_ place: Place) async throws -> Store {
    let store = try place.open()
    try await store.insert(.user("ada", "ada", externalID: "x-ada"))
    try await store.insert(.user("bob", "bob"))
    try await store.insert(.group("g", "Staff"))
    return store
  }

  private func change(_ changes: MembershipChange...) -> [Write] { [.members(.contoso, group: "g", changes)] }

  private func members(_ values: String...) -> [StoredMember] { values.map { StoredMember(value: $0) } }

  @Test(arguments: Engine.available)
  func onlyWhatReallyChangedComesBack(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let first = try await store.write(change(.add(members("ada", "bob", "ada"))))
    #expect(first.deltas.map(\.value) == ["ada", "bob"])
    #expect(first.groupVersions == ["g": 2])
    let second = try await store.write(change(.add(members("bob", "eve")), .remove(["nobody", "ada"])))
    #expect(
      second.deltas == [
        MembershipDelta(group: "g", value: "eve", added: true), MembershipDelta(group: "g", value: "ada", added: false),
      ])
    #expect(try store.members("g") == ["bob", "eve"])
    #expect(try store.read { try $0.memberCount(of: "g", .contoso) } == 2)
    #expect(try store.read { try $0.source(.contoso, .group, id: "g")?.version } == 3)
    #expect(try store.read { try $0.isMember(.contoso, group: "g", value: "eve") })
    #expect(try store.read { try !$0.isMember(.contoso, group: "g", value: "ada") })
    store.close()
  }

  @Test(arguments: Engine.available)
  func aChangeThatChangesNothingWritesNothing(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    try await store.write(change(.add(members("ada"))))
    let before = try store.entries().count
    let draft = AuditDraft(kind: .groupUpdated, resourceType: "Group", resourceID: "g")
    let changes: [MembershipChange] = [
      .add(members("ada")), .remove(["nobody"]), .replace(members("ada")), .remove(["ada"]), .add(members("ada")),
    ]
    let result = try await store.write([.members(.contoso, group: "g", changes)], [draft])
    #expect(result.deltas.isEmpty)
    #expect(try store.entries().count == before)
    #expect(try store.read { try $0.source(.contoso, .group, id: "g")?.version } == 2)
    let nothing = try await store.commit { _ in (Commit.of([]), "unchanged") }
    #expect(nothing.value == "unchanged")
    #expect(nothing.batchSize == 0)
    store.close()
  }

  @Test(arguments: Engine.available)
  func everyChangedMembershipHasAnEntryAfterTheDrafts(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let draft = AuditDraft(kind: .groupUpdated, resourceType: "Group", resourceID: "g")
    let group = SourceRecord.group("g", "Staff 2", version: 2)
    let writes: [Write] = [
      .members(.contoso, group: "g", [.add(members("ada", "x-ada", "unknown"))]),
      .updateSource(group, expected: 1, keys: []),
    ]
    let result = try await store.write(writes, [draft])
    #expect(result.groupVersions == ["g": 2])
    let entries = try store.entries().suffix(4)
    #expect(entries.map(\.kind) == [.groupUpdated, .memberAdded, .memberAdded, .memberAdded])
    #expect(entries.compactMap(\.directory?.outcome) == [.applied, .applied, .pending])
    #expect(entries.last?.changes == [AuditedChange.added("unknown")])
    #expect(entries.last?.resourceID == "g")
    #expect(try store.faults().isEmpty)
    store.close()
  }

  @Test(arguments: Engine.available)
  func replaceTouchesOnlyTheDifference(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let old = (0..<2500).map { StoredMember(value: "m\($0)", display: "old") }
    try await store.write(change(.add(old)))
    let positions = try store.read { try $0.members(of: "g", .contoso, limit: 3000).map(\.position) }
    let new = (100..<2510).map { StoredMember(value: "m\($0)", display: "new") }
    let result = try await store.write(change(.replace(new)))
    #expect(result.deltas.filter(\.added).map(\.value) == (2500..<2510).map { "m\($0)" })
    #expect(result.deltas.filter { !$0.added }.count == 100)
    let after = try store.read { try $0.members(of: "g", .contoso, limit: 3000) }
    #expect(after.prefix(2400).map(\.position) == Array(positions.dropFirst(100)))
    #expect(after.first?.member.display == "old")
    #expect(try store.read { try $0.memberCount(of: "g", .contoso) } == 2410)
    let cleared = try await store.write(change(.clear))
    #expect(cleared.deltas.count == 2410)
    #expect(try store.members("g").isEmpty)
    store.close()
  }

  @Test(arguments: Engine.available)
  func membersAreComparedByTheirBytes(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let result = try await store.write(change(.add(members("é", "e\u{301}", "É"))))
    #expect(result.deltas.count == 3)
    #expect(try await store.write(change(.remove(["e\u{301}"]))).deltas.count == 1)
    #expect(try store.members("g").map { Array($0.utf8) } == [Array("é".utf8), Array("É".utf8)])
    store.close()
  }

  @Test(arguments: Engine.available)
  func aDeletedUserLeavesItsGroups(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    try await store.insert(.group("h", "Other"))
    try await store.write(change(.add(members("ada", "bob"))))
    try await store.write([.members(.contoso, group: "h", [.add(members("x-ada"))])])
    let ada = try #require(try store.read { try $0.source(.contoso, .user, id: "ada") })
    #expect(try store.read { try $0.groups(of: ada).map(\.displayName) } == ["Staff", "Other"])
    let result = try await store.write([.deleteSource(.contoso, .user, id: "ada", expected: 1)])
    #expect(
      result.deltas == [
        MembershipDelta(group: "g", value: "ada", added: false),
        MembershipDelta(group: "h", value: "x-ada", added: false),
      ])
    #expect(result.groupVersions == ["g": 3, "h": 3])
    #expect(try store.members("g") == ["bob"])
    #expect(try store.entries([.memberRemoved]).allSatisfy { $0.directory?.outcome == .applied })
    let gone = try await store.write([.deleteSource(.contoso, .group, id: "g", expected: 3)])
    #expect(gone.deltas == [MembershipDelta(group: "g", value: "bob", added: false)])
    #expect(gone.groupVersions.isEmpty)
    #expect(await storeError { try await store.write(change(.add(members("bob")))) }?.isConflict == true)
    store.close()
  }

  @Test(arguments: Engine.available)
  func directoryMembersAreResolvedAsSoonAsTheyAreKnown(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try await store(place)
    let entry = DirectoryGroup(
      id: "G", state: .active, attributes: ["displayName": "Staff"], created: noon, updated: noon)
    try await store.write([
      .insertGroup(entry), .link(Link(provider: .contoso, kind: .group, sourceID: "g", externalID: nil, entryID: "G")),
      .insertUser(.named("A", "ada"), nameKey: "ada", appleIDKey: nil),
      .link(Link(provider: .contoso, kind: .user, sourceID: "ada", externalID: "x-ada", entryID: "A")),
    ])
    try await store.write(change(.add(members("x-ada", "later"))))
    let before = try store.read { try $0.directoryMembers(of: "G") }
    #expect(before.map(\.entryID) == ["A", nil])
    #expect(before.map(\.state) == [.active, nil])
    try await store.insert(.user("eve", "eve", externalID: "later"))
    try await store.write([
      .insertUser(.named("E", "eve"), nameKey: "eve", appleIDKey: nil),
      .link(Link(provider: .contoso, kind: .user, sourceID: "eve", externalID: "later", entryID: "E")),
    ])
    #expect(try store.read { try $0.directoryMembers(of: "G").map(\.entryID) } == ["A", "E"])
    let second = try store.read { try $0.directoryMembers(of: "G", after: before[0].position, limit: 1) }
    #expect(second.map(\.sourceValue) == ["later"])
    #expect(try store.read { try $0.directoryGroups(of: "E").map(\.id) } == ["G"])
    #expect(try store.read { try $0.groups(nameKey: "staff") } == [entry])
    store.close()
  }
}

extension AuditedChange {
  static func added(_ value: String) -> AuditedChange {
    AuditedChange(name: "members", before: nil, after: ["value": .string(value)], isErased: false)
  }
}
