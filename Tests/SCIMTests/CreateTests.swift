import JSON
import SCIM
import Testing

private let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

@Suite struct CreateTests {
  @Test func `RFC 7644 §3.3 a user in its normal form: spelling, order, schemas, nothing of the service's`() throws {
    let edited = try create(
      #"""
      {"\#(enterprise)":{"Department":"R&D","manager":{"displayName":"Bo","VALUE":"9"}},"EMAILS":[{"type":"work",
       "Value":"a@b.c"},null,{}],"id":"77","meta":{"version":"1"},"groups":[{"value":"g"}],"password":"secret",
       "username":"ada","externalId":"E1","name":{"givenName":"Ada","familyName":"King"},"title":null,"roles":[],
       "schemas":["urn:ietf:params:scim:schemas:core:2.0:User","http://example.org/legacy"]}
      """#)
    #expect(
      JSON.object(edited.resource).description
        == #"{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","\#(enterprise)"],"externalId":"E1","#
        + #""userName":"ada","name":{"familyName":"King","givenName":"Ada"},"active":true,"#
        + #""emails":[{"value":"a@b.c","type":"work"}],"\#(enterprise)":{"department":"R&D","manager":{"value":"9"}}}"#)
    #expect(edited.notes == ["password isn't stored here and was left out"])
    #expect(edited.members.isEmpty)
  }

  @Test(
    "RFC 7643 §2 values are checked against their attributes",
    arguments: [
      (#"{"userName":5}"#, "userName"), (#"{"userName":""}"#, "userName"), ("{}", "userName"),
      (#"{"userName":null}"#, "userName"), (#"{"userName":["a"]}"#, "userName"),
      (#"{"userName":"a\u0007"}"#, "userName"), (#"{"userName":"a\n"}"#, "userName"),
      (#"{"userName":"a","externalId":"x\ty"}"#, "externalId"), (#"{"userName":"a","active":"true"}"#, "active"),
      (#"{"userName":"a","active":1}"#, "active"), (#"{"userName":"a","name":"Ada"}"#, "name"),
      (#"{"userName":"a","name":{"givenName":true}}"#, "name.givenName"),
      (#"{"userName":"a","emails":{"value":"x"}}"#, "emails"), (#"{"userName":"a","emails":["x"]}"#, "emails"),
      (#"{"userName":"a","emails":[{"value":"x","primary":"yes"}]}"#, "emails.primary"),
      (#"{"userName":"a","emails":[{"value":"x","primary":true},{"value":"y","primary":true}]}"#, "emails"),
      (#"{"userName":"a","title":"\u001b[0m"}"#, "title"),
      (#"{"userName":"a","x509Certificates":[{"value":"not base64!"}]}"#, "x509Certificates.value"),
      (#"{"userName":"a","password":{"x":1}}"#, "password"), (#"{"userName":"a","\#(enterprise)":5}"#, "enterprise"),
      (#"{"userName":"a","\#(enterprise)":{"manager":{"value":"a\nb"}}}"#, "manager.value"),
    ])
  func invalidValues(_ body: String, _ named: String) throws {
    let error = try error { try create(body) }
    #expect(error.scimType == .invalidValue)
    #expect(error.detail.contains(named))
  }

  @Test(
    "a body that isn't a resource's is invalidSyntax",
    arguments: [
      #"{"userName":"a","schemas":"x"}"#, #"{"userName":"a","schemas":[1]}"#,
      #"{"userName":"a","urn:ietf:params:scim:schemas:core:2.0:User:userName":"b"}"#,
      #"{"userName":"a","urn:ietf:params:scim:schemas:core:2.0:User":{"USERNAME":"b"}}"#,
    ])
  func invalidSyntax(_ body: String) throws {
    #expect(try error { try create(body) }.scimType == .invalidSyntax)
  }

  @Test func `texts are bounded: 64 KiB, and 1 KiB for userName`() throws {
    let (long, name) = (String(repeating: "x", count: 65_537), String(repeating: "x", count: 1025))
    #expect(try error { try create(#"{"userName":"a","title":"\#(long)"}"#) }.detail.contains("title"))
    #expect(try error { try create(#"{"userName":"\#(name)"}"#) }.detail.contains("userName"))
    #expect(try create(#"{"userName":"\#(name.dropLast())","title":"\#(long.dropLast())"}"#).notes.isEmpty)
  }

  @Test func `attributes named with the core schema's URN, or within it, are the schema's own`() throws {
    let urn = "urn:ietf:params:scim:schemas:core:2.0:User"
    let edited = try create(#"{"\#(urn)":{"userName":"a"},"\#(urn):title":"Boss"}"#)
    #expect(edited.resource["userName"] == "a")
    #expect(edited.resource["title"] == "Boss")
  }

  @Test(
    "an inactive user can be created; active is true unless the body says otherwise",
    arguments: [(#"{"userName":"a"}"#, true), (#"{"userName":"a","active":false}"#, false)])
  func active(_ body: String, _ expected: Bool) throws {
    #expect(try create(body).resource["active"] == .bool(expected))
  }

  @Test(
    "unknownAttributes: kept as sent, ignored with a note, or refused",
    arguments: [
      #"{"userName":"a","shoeSize":42}"#, #"{"userName":"a","emails":[{"value":"x","since":"2020"}]}"#,
      #"{"userName":"a","urn:acme:2.0:User":{"badge":{"Nr":"1","old":null}}}"#,
      #"{"userName":"a","urn:acme:2.0:User:badge":{"x":1}}"#,
    ])
  func unknown(_ body: String) throws {
    let kept = try create(body, .rfc { $0.unknownAttributes = .keep })
    #expect(kept.resource.count == 4)
    let ignored = try create(body, .rfc { $0.unknownAttributes = .ignore })
    #expect(ignored.notes.count == 1)
    #expect(!JSON.object(ignored.resource).description.contains("since"))
    #expect(ignored.resource.keys.allSatisfy { ["schemas", "userName", "active", "emails"].contains($0) })
    let rejected = try error { try create(body, .rfc { $0.unknownAttributes = .reject }) }
    #expect(rejected.scimType == .invalidSyntax)
  }

  @Test func `an unknown extension is kept as sent, without nulls, and named in schemas`() throws {
    let resource = try create(
      #"{"userName":"a","urn:acme:2.0:User":{"B":1,"a":[{"x":null},null,"y"],"n":null,"e":{"f":[]}}}"#
    ).resource
    #expect(resource["urn:acme:2.0:User"]?.description == #"{"B":1,"a":["y"]}"#)
    #expect(resource["schemas"] == ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:acme:2.0:User"])
  }

  @Test func `emptyString: clears what is optional, a value with nothing left goes; or is a value`() throws {
    let body = #"{"userName":"a","title":"","name":{"middleName":""},"emails":[{"value":"","type":"work"}]}"#
    let cleared = try create(body, .rfc { $0.emptyString = .clear }).resource
    #expect(cleared.keys == ["schemas", "userName", "active"])
    let literal = try create(body, .rfc { $0.emptyString = .literal }).resource
    #expect(literal["title"] == "")
    #expect(literal["name"] == ["middleName": ""])
    #expect(literal["emails"] == [["value": "", "type": "work"]])
  }

  @Test func `RFC 7643 §4.2 a group's members are kept apart; the same one counts once`() throws {
    let edited = try create(
      #"{"displayName":"Sales","members":[{"value":"1","$ref":null},{"Value":"2","type":"User","display":"Bo"},{"value":"1"}]}"#,
      type: .group)
    #expect(edited.resource == ["schemas": [.string(SCIMURN.group)], "displayName": "Sales"])
    #expect(edited.members == [.add([Member(value: "1"), Member(value: "2", type: "User", display: "Bo")])])
    #expect(try create(#"{"displayName":"Sales","members":[]}"#, type: .group).members.isEmpty)
    #expect(try error { try create(#"{"members":[]}"#, type: .group) }.detail == "displayName is required")
  }

  @Test(
    "what is no member is invalidValue",
    arguments: [
      #"[null]"#, #"["1"]"#, #"[{}]"#, #"[{"value":""}]"#, #"[{"value":5}]"#, #"[{"value":"1","type":5}]"#,
      #"[{"value":"a\nb"}]"#, "5", #"[[]]"#,
    ])
  func invalidMembers(_ members: String) throws {
    let error = try error { try create(#"{"displayName":"x","members":\#(members)}"#, type: .group) }
    #expect(error.scimType == .invalidValue)
    #expect(error.detail.contains("members, value 1"))
  }

  private func create(
    _ body: String, _ semantics: WriteSemantics = .rfc, type: ResourceType = .user
  ) throws -> Edited {
    try ResourceEditor(type: type, semantics: semantics).create(object(body))
  }
}
