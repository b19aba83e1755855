import JSON
import SCIM
import Testing

private let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
private let stored = #"""
  {"userName":"babs","name":{"familyName":"Jensen","givenName":"Barbara"},"nickName":"Barbie",
   "emails":[{"value":"b@home.net","type":"home","primary":true},{"value":"b@example.com","type":"work"}],
   "addresses":[{"streetAddress":"1 Main","locality":"Springfield","type":"work"}],
   "\#(enterprise)":{"department":"R&D","manager":{"value":"9","$ref":"../Users/9"}}}
  """#

@Suite struct PatchTests {
  @Test(
    "RFC 7644 §3.5.2 what an operation makes of an attribute",
    arguments: [
      (#"{"op":"add","path":"title","value":"Boss"}"#, "title", #""Boss""#),
      (#"{"op":"add","path":"nickName","value":"B"}"#, "nickName", #""B""#),
      (#"{"op":"replace","path":"nickname","value":"B"}"#, "nickName", #""B""#),
      (#"{"op":"remove","path":"nickName"}"#, "nickName", "null"),
      (#"{"op":"remove","path":"title"}"#, "title", "null"),
      (
        #"{"op":"add","path":"name.middleName","value":"J"}"#, "name",
        #"{"familyName":"Jensen","givenName":"Barbara","middleName":"J"}"#
      ),
      (
        #"{"op":"replace","path":"name","value":{"givenName":"B"}}"#, "name",
        #"{"familyName":"Jensen","givenName":"B"}"#
      ),
      (#"{"op":"add","path":"name","value":{"givenName":"B"}}"#, "name", #"{"familyName":"Jensen","givenName":"B"}"#),
      (#"{"op":"remove","path":"name.givenName"}"#, "name", #"{"familyName":"Jensen"}"#),
      (#"{"op":"remove","path":"name"}"#, "name", "null"),
      (#"{"op":"remove","path":"name.givenName"},{"op":"remove","path":"name.familyName"}"#, "name", "null"),
      (
        #"{"op":"add","path":"emails","value":[{"value":"new@x","type":"other"}]}"#, "emails.value",
        #"["b@home.net","b@example.com","new@x"]"#
      ),
      (
        #"{"op":"add","path":"emails","value":{"value":"new@x"}}"#, "emails.value",
        #"["b@home.net","b@example.com","new@x"]"#
      ),
      (
        #"{"op":"add","path":"emails","value":[{"value":"b@example.com","type":"work"}]}"#, "emails.value",
        #"["b@home.net","b@example.com"]"#
      ),
      (#"{"op":"add","path":"emails","value":[{"value":"b@example.com"}]}"#, "emails.type", #"["home","work"]"#),
      (
        #"{"op":"add","path":"emails","value":[{"value":"b@example.com","type":"work","display":"B"}]}"#,
        "emails.display", #"["B"]"#
      ),
      (#"{"op":"replace","path":"emails","value":[{"value":"only@x"}]}"#, "emails.value", #"["only@x"]"#),
      (#"{"op":"replace","path":"emails","value":[]}"#, "emails", "null"),
      (#"{"op":"remove","path":"emails"}"#, "emails", "null"),
      (#"{"op":"remove","path":"emails","value":[{"value":"b@home.net"}]}"#, "emails.value", #"["b@example.com"]"#),
      (
        #"{"op":"remove","path":"emails","value":[{"value":"b@home.net","type":"work"}]}"#, "emails.value",
        #"["b@home.net","b@example.com"]"#
      ),
      (
        #"{"op":"remove","path":"emails[type eq \"work\" and value ew \"example.com\"]"}"#, "emails.value",
        #"["b@home.net"]"#
      ),
      (#"{"op":"remove","path":"emails[type pr]"}"#, "emails", "null"),
      (
        #"{"op":"replace","path":"emails[type eq \"work\"].value","value":"w@x"}"#, "emails.value",
        #"["b@home.net","w@x"]"#
      ),
      (
        #"{"op":"add","path":"emails[type eq \"work\"]","value":{"display":"W"}}"#, "emails",
        #"[{"value":"b@home.net","type":"home","primary":true},{"value":"b@example.com","display":"W","type":"work"}]"#
      ),
      (
        #"{"op":"replace","path":"emails[type eq \"work\"]","value":{"value":"w@x"}}"#, "emails",
        #"[{"value":"b@home.net","type":"home","primary":true},{"value":"w@x","type":"work"}]"#
      ),
      (#"{"op":"remove","path":"emails[type eq \"home\"].primary"}"#, "emails.primary", "[]"),
      (#"{"op":"replace","path":"emails.display","value":"same"}"#, "emails.display", #"["same","same"]"#),
      (#"{"op":"remove","path":"emails.type"}"#, "emails.type", "[]"),
      (#"{"op":"add","path":"phoneNumbers.value","value":"1"}"#, "phoneNumbers", #"[{"value":"1"}]"#),
      (
        #"{"op":"replace","path":"addresses[type eq \"work\"]","value":{"type":"work","streetAddress":"911 Universal"}}"#,
        "addresses", #"[{"streetAddress":"911 Universal","type":"work"}]"#
      ),
      (
        #"{"op":"replace","path":"addresses[type eq \"work\"].streetAddress","value":"1010 Broadway"}"#,
        "addresses.streetAddress", #"["1010 Broadway"]"#
      ),
      (#"{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:title","value":"X"}"#, "title", #""X""#),
      (#"{"op":"add","path":"\#(enterprise):costCenter","value":"7"}"#, "\(enterprise):costCenter", #""7""#),
      (
        #"{"op":"replace","path":"\#(enterprise):manager","value":{"value":"5"}}"#, "\(enterprise):manager",
        #"{"value":"5"}"#
      ),
      (
        #"{"op":"replace","path":"\#(enterprise):manager.value","value":"5"}"#, "\(enterprise):manager",
        #"{"value":"5"}"#
      ),
      (
        #"{"op":"add","path":"\#(enterprise):manager","value":{"$ref":"x"}}"#, "\(enterprise):manager",
        #"{"value":"9","$ref":"x"}"#
      ),
      (#"{"op":"remove","path":"\#(enterprise):manager"}"#, enterprise, #"{"department":"R&D"}"#),
      (#"{"op":"remove","path":"\#(enterprise)"}"#, enterprise, "null"),
      (#"{"op":"replace","path":"\#(enterprise)","value":{"division":"D"}}"#, "\(enterprise):department", #""R&D""#),
      (#"{"op":"add","path":"shoeSize","value":42}"#, "shoeSize", "42"),
      (
        #"{"op":"add","path":"urn:acme:2.0:User:sites","value":["ZRH"]},{"op":"add","path":"urn:acme:2.0:User:sites","value":["BRN","ZRH"]}"#,
        "urn:acme:2.0:User:sites", #"["ZRH","BRN"]"#
      ),
      (#"{"op":"add","path":"urn:acme:2.0:User:badge.nr","value":"1"}"#, "urn:acme:2.0:User:badge", #"{"nr":"1"}"#),
      (
        #"{"op":"add","path":"locker","value":{"a":1}},{"op":"add","value":{"locker":{"b":2}}}"#, "locker",
        #"{"a":1,"b":2}"#
      ),
      (
        #"{"op":"add","path":"locker","value":{"a":1}},{"op":"replace","path":"LOCKER","value":{"b":2}}"#, "locker",
        #"{"b":2}"#
      ),
    ])
  func operations(_ operations: String, _ path: String, _ expected: String) throws {
    let resource = try patched(stored, by: operations)
    let path = try AttributePath(parsing: path, for: .user)
    let found = path.subAttribute == nil ? path.value(in: resource) ?? .null : .array(path.values(in: resource))
    let isSingle = path.subAttribute == nil || !expected.hasPrefix("[")
    #expect((isSingle ? path.value(in: resource) ?? .null : found).description == expected)
  }

  @Test(
    "RFC 7644 §3.5.2.1, §3.5.2.3 without a path the value's attributes are set, the others stay",
    arguments: [
      (#"{"op":"add","value":{"emails":[{"value":"new@x","type":"home"}],"nickname":"Babs"}}"#, 3),
      (#"{"op":"replace","value":{"emails":[{"value":"new@x","type":"work"}],"nickname":"Babs"}}"#, 1),
      (#"{"op":"replace","path":null,"value":{"id":"x","meta":{},"groups":[],"schemas":[],"nickName":"Babs"}}"#, 2),
    ])
  func withoutPath(_ operation: String, _ emails: Int) throws {
    let resource = try patched(stored, by: operation)
    #expect(resource["nickName"] == "Babs")
    #expect(resource["emails"]?.array?.count == emails)
    #expect(resource["name"] == ["familyName": "Jensen", "givenName": "Barbara"])
  }

  @Test func `RFC 7644 §3.5.2 without a path names may be paths, extension objects are merged`() throws {
    let resource = try patched(
      stored,
      by: #"""
        {"op":"replace","value":{"name.givenName":"Lena","\#(enterprise):costCenter":"1",
          "\#(enterprise)":{"department":"Ops"},"emails[type eq \"work\"].value":"l@x"}}
        """#)
    #expect(resource["name"] == ["familyName": "Jensen", "givenName": "Lena"])
    #expect(resource[enterprise]?["department"] == "Ops")
    #expect(resource[enterprise]?["costCenter"] == "1")
    #expect(resource[enterprise]?["manager"]?["value"] == "9")
    #expect(resource["emails"]?.array?[1]["value"] == "l@x")
  }

  @Test(
    "what changes nothing leaves an equal resource",
    arguments: [
      #"{"op":"replace","path":"userName","value":"babs"}"#, #"{"op":"remove","path":"title"}"#,
      #"{"op":"add","path":"emails","value":[{"type":"work","value":"b@example.com"}]}"#,
      #"{"op":"replace","value":{"NAME":{"givenName":"Barbara"}}}"#, #"{"op":"add","path":"roles","value":[]}"#,
      #"{"op":"add","path":"title","value":"x"},{"op":"remove","path":"title"}"#,
    ])
  func noChange(_ operations: String) throws {
    let editor = ResourceEditor(type: .user, semantics: .rfc)
    let before = try editor.create(object(stored)).resource
    let after = try editor.patch(before, with: patchOp(operations)).resource
    #expect(after == before)
    #expect(JSON.object(after).description == JSON.object(before).description)
  }

  @Test func `at most 1,000 operations`() throws {
    let one = #"{"op":"add","path":"title","value":"x"}"#
    let most = Array(repeating: one, count: 1000).joined(separator: ",")
    #expect(try patched(stored, by: most)["title"] == "x")
    #expect(try error { try patched(stored, by: most + "," + one) }.status == 413)
  }

  @Test func `a password is checked and never stored`() throws {
    let resource = try patched(stored, by: #"{"op":"replace","path":"password","value":"secret"}"#)
    #expect(!JSON.object(resource).description.contains("secret"))
    #expect(
      try error { try patched(stored, by: #"{"op":"add","path":"password","value":1}"#) }.scimType == .invalidValue)
  }
}
