import Directory
import JSON
import Testing
import Text

@testable import Store

/// The history of mappings, and records read with their entries, on every engine.
@Suite struct AppliedMappingTests {
  @Test(arguments: Engine.available)
  func theLastHundredAreKept(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    for number in 1...103 { try await store.write([.mappingApplied(.version("v\(number)"))]) }
    try await store.write([.mappingApplied(.version("other", of: .acme))])
    let kept = try store.read { try $0.appliedMappings(of: .contoso, limit: .max) }
    #expect(kept.count == 100 && kept.first?.version == "v103" && kept.last?.version == "v4")
    #expect(try store.read { try $0.appliedMapping(of: .contoso) } == .version("v103"))
    #expect(try store.read { try $0.appliedMapping(of: .acme)?.version } == "other")
    store.close()
  }

  @Test(arguments: Engine.available)
  func recordsComeWithTheirEntriesAndHolds(_ engine: Engine) async throws {
    let place = try Place(engine)
    let store = try place.open()
    for id in ["1", "2", "3"] { try await store.insert(.user(id, "u\(id)")) }
    let hold = Hold(
      entryID: "B", kind: .user, reason: .conflict, detail: "", provider: .contoso, sourceID: "2", sourceVersion: 1,
      since: noon)
    try await store.write([
      .insertUser(.named("A", "u1"), nameKey: "u1", appleIDKey: nil),
      .insertUser(.named("B", "u2"), nameKey: "u2", appleIDKey: nil),
      .link(Link(provider: .contoso, kind: .user, sourceID: "1", externalID: nil, entryID: "A")),
      .link(Link(provider: .contoso, kind: .user, sourceID: "2", externalID: nil, entryID: "B")), .hold(hold),
    ])
    let all = try store.read { try $0.linkedUsers(.contoso, after: nil) }
    #expect(all.map(\.record.id) == ["1", "2", "3"] && all.map { $0.entry?.id } == ["A", "B", nil])
    #expect(all.map { $0.link?.entryID } == ["A", "B", nil] && all.map(\.holds) == [[], [hold], []])
    #expect(try store.read { try $0.linkedUsers(.contoso, after: "1", through: "2").map(\.record.id) } == ["2"])
    #expect(try store.read { try $0.sourceMarks(.contoso, .user, every: 2) } == ["2", "3"])
    store.close()
  }
}

extension AppliedMapping {
  static func version(_ version: String, of provider: ProviderName = ProviderIdentity.contoso.name) -> AppliedMapping {
    AppliedMapping(
      provider: provider, version: version, settings: "", at: noon, actor: "admin", reason: "apply",
      files: ["a.yaml": "text"])
  }
}
