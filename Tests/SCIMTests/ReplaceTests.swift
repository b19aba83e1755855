import JSON
import SCIM
import Testing

private let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
private let stored = #"""
  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","\#(enterprise)"],"externalId":"E1","userName":"ada",
   "name":{"familyName":"King","givenName":"Ada"},"title":"Countess","active":false,
   "emails":[{"value":"a@b.c","type":"work"}],"\#(enterprise)":{"costCenter":"1","department":"R&D"},"shoeSize":38}
  """#

@Suite struct ReplaceTests {
  @Test func `RFC 7644 §3.5.1 putMissing clear: what the body leaves out goes`() throws {
    let resource = try replace(#"{"userName":"ada","title":"Lady"}"#).resource
    #expect(
      resource == [
        "schemas": [.string(SCIMURN.user)], "userName": "ada", "title": "Lady", "active": false,
      ])
  }

  @Test func `putMissing keep: what the body leaves out stays, an extension's attributes one by one`() throws {
    let resource = try replace(
      #"{"TITLE":"Lady","name":{"givenName":"A"},"\#(enterprise)":{"department":"X"}}"#, .lenient
    ).resource
    #expect(resource["userName"] == "ada")
    #expect(resource["name"] == ["givenName": "A"])
    #expect(resource[enterprise] == ["costCenter": "1", "department": "X"])
    #expect(resource["emails"] == [["value": "a@b.c", "type": "work"]])
    #expect(resource["shoeSize"] == 38)
  }

  @Test(
    "a missing active never deactivates; putMissingActive keeps it or makes it true",
    arguments: [
      ("keep", "false", false), ("keep", "true", true), ("true", "false", true), ("true", "true", true),
    ])
  func active(_ knob: String, _ before: String, _ after: Bool) throws {
    for base in [WriteSemantics.rfc, .lenient] {
      var semantics = base
      _ = semantics.set("putMissingActive", knob)
      let old = #"{"userName":"ada","active":\#(before)}"#
      #expect(try replace(#"{"userName":"ada"}"#, semantics, over: old).resource["active"] == .bool(after))
    }
  }

  @Test(
    "nullMeans absent or clear, on PUT",
    arguments: [
      ("absent", "keep", #""Countess""#), ("absent", "clear", "null"), ("clear", "keep", "null"),
      ("clear", "clear", "null"),
    ])
  func nulls(_ nullMeans: String, _ putMissing: String, _ title: String) throws {
    var semantics = WriteSemantics.rfc
    _ = semantics.set("nullMeans", nullMeans)
    _ = semantics.set("putMissing", putMissing)
    let resource = try replace(#"{"userName":"ada","title":null,"emails":null}"#, semantics).resource
    #expect((resource["title"] ?? .null).description == title)
    #expect((resource["emails"] == nil) == (title == "null"))
  }

  @Test func `an empty list and an empty string clear under putMissing keep`() throws {
    let resource = try replace(#"{"userName":"ada","title":"","emails":[],"name":{}}"#, .lenient).resource
    #expect(resource["title"] == nil)
    #expect(resource["emails"] == nil)
    #expect(resource["name"] == nil)
  }

  @Test func `an object of nulls counts as not sent when null does`() throws {
    #expect(try replace(#"{"name":{"givenName":null}}"#, .lenient).resource["name"] != nil)
    #expect(try replace(#"{"name":{"givenName":null},"userName":"a"}"#, .rfc).resource["name"] == nil)
  }

  @Test func `an extension that is null goes whole when null clears`() throws {
    let semantics = WriteSemantics.rfc {
      $0.putMissing = .keep
      $0.nullMeans = .clear
    }
    let resource = try replace(#"{"userName":"ada","\#(enterprise)":null}"#, semantics).resource
    #expect(resource[enterprise] == nil)
    #expect(resource["title"] == "Countess")
  }

  @Test(
    "RFC 7644 §3.5.1 userName is required",
    arguments: ["{}", #"{"userName":""}"#, #"{"userName":null}"#, #"{"title":"x"}"#])
  func required(_ body: String) throws {
    let error = try error { try replace(body) }
    #expect(error.scimType == .invalidValue)
    #expect(error.detail.contains("userName is required"))
  }

  @Test func `RFC 7644 §3.5.1 read-only attributes are ignored, the password isn't stored`() throws {
    let body = #"{"userName":"ada","id":"other","meta":{},"groups":[],"password":"x"}"#
    #expect(try replace(body).resource.keys == ["schemas", "userName", "active"])
  }

  @Test func `RFC 7644 §3.5.1 an immutable value may be sent again, but not changed or cleared`() throws {
    let badge = SchemaAttribute("badge", mutability: .immutable, "The number of the badge.")
    var type = ResourceType.user
    type.extensions.append(Schema(id: "urn:acme:2.0:User", name: "Acme", description: "Acme", attributes: [badge]))
    let editor = ResourceEditor(type: type, semantics: .rfc)
    let old = try editor.create(object(#"{"userName":"ada","urn:acme:2.0:User":{"badge":"1"}}"#)).resource
    for body in [#"{"userName":"ada"}"#, #"{"userName":"ada","urn:acme:2.0:User":{"badge":"1"}}"#] {
      #expect(try editor.replace(old, with: object(body)).resource == old)
    }
    for value in [#""2""#, "null"] {
      let body = try object(#"{"userName":"ada","urn:acme:2.0:User":{"badge":\#(value)}}"#)
      #expect(try error { try editor.replace(old, with: body) }.scimType == .mutability)
      let patch = try patchOp(#"{"op":"replace","path":"urn:acme:2.0:User:badge","value":\#(value)}"#)
      #expect(try error { try editor.patch(old, with: patch) }.scimType == .mutability)
    }
    let first = try editor.create(object(#"{"userName":"ada"}"#)).resource
    let set = try patchOp(#"{"op":"add","path":"urn:acme:2.0:User:badge","value":"2"}"#)
    #expect(try editor.patch(first, with: set).resource["urn:acme:2.0:User"] == ["badge": "2"])
  }

  @Test func `the same body again changes nothing, in whatever order and spelling`() throws {
    let before = try ResourceEditor(type: .user, semantics: .rfc).create(object(stored)).resource
    for semantics in [WriteSemantics.rfc, .lenient] {
      let reversed = JSONObject(
        try object(stored).reversed().map { ($0.key.uppercased(), $0.value) }.filter { $0.0 != "SHOESIZE" })
      var body = reversed
      body["shoeSize"] = 38
      let after = try ResourceEditor(type: .user, semantics: semantics).replace(before, with: body).resource
      #expect(after == before)
      #expect(JSON.object(after).description == JSON.object(before).description)
    }
  }

  @Test(
    "putMissingMembers, null and lists of a group",
    arguments: [
      (#"{"displayName":"x"}"#, "keep", "clear", []), (#"{"displayName":"x"}"#, "clear", "clear", [.clear]),
      (#"{"displayName":"x","members":null}"#, "keep", "absent", []),
      (#"{"displayName":"x","members":null}"#, "clear", "absent", [.clear]),
      (#"{"displayName":"x","members":null}"#, "keep", "clear", [.replace([])]),
      (#"{"displayName":"x","members":[]}"#, "keep", "absent", [.replace([])]),
      (#"{"displayName":"x","members":[{"value":"1"}]}"#, "keep", "clear", [.replace([Member(value: "1")])]),
    ] as [(String, String, String, [MemberChange])])
  func members(_ body: String, _ missing: String, _ null: String, _ expected: [MemberChange]) throws {
    var semantics = WriteSemantics.rfc
    _ = semantics.set("putMissingMembers", missing)
    _ = semantics.set("nullMeans", null)
    let edited = try ResourceEditor(type: .group, semantics: semantics)
      .replace(object(#"{"displayName":"x"}"#), with: object(body))
    #expect(edited.members == expected)
  }

  private func replace(
    _ body: String, _ semantics: WriteSemantics = .rfc, over old: String = stored
  ) throws -> Edited {
    try ResourceEditor(type: .user, semantics: semantics).replace(object(old), with: object(body))
  }
}
