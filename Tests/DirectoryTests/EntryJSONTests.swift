import JSON
import Testing
import Text

@testable import Directory

@Suite struct EntryJSONTests {
  let noon = Timestamp(milliseconds: 1_767_268_800_000)

  func ada() -> DirectoryUser {
    DirectoryUser(
      id: "u1", state: .active,
      attributes: ["department": "Research", "manager": "m-7", "userName": "ada", "active": true, "unheard": "x"],
      custom: ["badge": 7], provenance: ["department": ["path": "department"]], version: 3, created: noon,
      updated: noon)
  }

  func link() throws -> Link {
    let name = try #require(ProviderName("contoso-entra"))
    return Link(
      provider: ProviderIdentity(name: name, idp: "Microsoft Entra ID"), kind: .user, sourceID: "s1",
      externalID: nil, entryID: "u1")
  }

  @Test func userInTheOrderOfTheSchema() throws {
    let json = ada().json(links: [try link()])
    #expect(
      json.description == #"{"id":"u1","userName":"ada","active":true,"state":"active","department":"Research","#
        + #""manager":{"kind":"user","value":"m-7","pending":true},"custom":{"badge":7},"#
        + #""links":[{"provider":"contoso-entra","idp":"Microsoft Entra ID","kind":"user","sourceID":"s1"}],"#
        + #""provenance":{"department":{"path":"department"}},"created":"2026-01-01T12:00:00.000Z","#
        + #""updated":"2026-01-01T12:00:00.000Z","version":3}"#)
  }

  @Test func managerAsTheReaderResolvedIt() {
    let manager = DirectoryReference(id: "u9", kind: .user, value: "m-7", display: "Grace")
    #expect(
      ada().json(links: [], manager: manager)["manager"] == ["id": "u9", "kind": "user", "display": "Grace"])
  }

  @Test func everyMemberIsInTheSchema() throws {
    let properties = try #require(DirectorySchema.json["$defs"]?["user"]?["properties"]?.object)
    for name in try #require(ada().json(links: [try link()]).object).keys { #expect(properties[name] != nil) }
  }

  @Test func groupWithPendingMember() throws {
    let group = DirectoryGroup(
      id: "g1", state: .active, attributes: ["displayName": "Staff"], created: noon, updated: noon)
    let members = [
      DirectoryReference(id: "u1", kind: .user, value: "s1", display: "Ada"),
      DirectoryReference(id: nil, kind: nil, value: "s2"),
    ]
    #expect(group.displayName == "Staff")
    #expect(
      group.json(links: [], members: members)["members"] == [
        ["id": "u1", "kind": "user", "display": "Ada"], ["value": "s2", "pending": true],
      ])
    #expect(group.json(links: [])["members"] == nil)
  }

  @Test func accessorsReadAndWriteAttributes() {
    var user = DirectoryUser(id: "u", state: .active, attributes: [:], created: noon, updated: noon)
    #expect(user.userName == nil)
    #expect(user.active)
    user.userName = "ada"
    user.active = false
    #expect(user.attributes == ["userName": "ada", "active": false])
    #expect(user != ada())
  }
}
