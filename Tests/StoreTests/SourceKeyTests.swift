import Directory
import Store
import Testing
import Text

/// Keys that change without their record, and the secret of a store, on every engine.
@Suite struct SourceKeyTests {
  @Test(arguments: Engine.available)
  func keysChangeWithoutTheirRecord(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    let (ada, bob) = (SourceRecord.user("1", "Ada"), SourceRecord.user("2", "Bob"))
    for record in [ada, bob] { try await store.insert(record) }
    let badge = SourceKey(attribute: "badge", value: "7", unique: true)
    for record in [ada, bob] { try await store.write([.sourceKeys(record, keys: record.nameKeys + [badge])]) }
    let open = SourceKey(attribute: "badge", value: "7")
    let keys = try store.read { (snapshot: Snapshot) in [try snapshot.keys(of: ada), try snapshot.keys(of: bob)] }
    #expect(keys[0] == Set(ada.nameKeys + [badge]))
    #expect(keys[1] == Set(bob.nameKeys + [open]), "who comes second shares the value")
    let version = try store.read { try $0.source(.contoso, .user, id: "1")?.version }
    #expect(version == 1)
    var stale = ada
    stale.version = 2
    #expect(await storeError { try await store.write([.sourceKeys(stale, keys: [])]) }?.isConflict == true)
    try await store.write([.sourceKeys(ada, keys: ada.nameKeys)])
    let left = try store.read { try $0.sources(.contoso, .user, attribute: "badge", value: "7").map(\.id) }
    #expect(left == ["2"])
    store.close()
  }

  @Test(arguments: Engine.available)
  func aStoreKeepsItsSecret(_ engine: Engine) throws {
    let (place, other) = (try Place(engine), try Place(engine))
    let store = try place.open()
    let secret = store.secret
    store.close()
    let again = try place.open()
    #expect(again.secret == secret && secret.count >= 32)
    again.close()
    let stranger = try other.open()
    #expect(stranger.secret != secret)
    stranger.close()
  }
}
