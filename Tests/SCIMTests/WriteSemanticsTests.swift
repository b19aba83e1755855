import JSON
import SCIM
import Testing

@Suite struct WriteSemanticsTests {
  @Test(
    "unmatchedFilter create: the value is built from the filter's equalities, typed by the schema",
    arguments: [
      (#"{"op":"replace","path":"emails[type eq \"work\"].value","value":"w@x"}"#, #"[{"value":"w@x","type":"work"}]"#),
      (
        #"{"op":"add","path":"emails[type eq \"work\" and primary eq true].value","value":"w"}"#,
        #"[{"value":"w","type":"work","primary":true}]"#
      ),
      (#"{"op":"replace","path":"emails[TYPE eq \"work\"]","value":{"value":"w"}}"#, #"[{"value":"w","type":"work"}]"#),
      (
        #"{"op":"add","path":"emails[primary eq true].value","value":"w"},{"op":"add","path":"emails[primary eq true].type","value":"work"}"#,
        #"[{"value":"w","type":"work","primary":true}]"#
      ),
      (
        #"{"op":"add","path":"emails[type eq \"work\"].value","value":"w"},{"op":"add","path":"emails[type eq \"work\"].display","value":"W"}"#,
        #"[{"value":"w","display":"W","type":"work"}]"#
      ),
      (#"{"op":"replace","path":"emails[type eq \"work\"].value","value":""}"#, "null"),
      (#"{"op":"remove","path":"emails[type eq \"work\"].value"}"#, "null"),
    ])
  func creates(_ operations: String, _ expected: String) throws {
    let resource = try patched(#"{"userName":"a"}"#, by: operations, .lenient)
    #expect((resource["emails"] ?? .null).description == expected)
  }

  @Test(
    "a value can be built from equalities alone",
    arguments: [
      #"type ne \"work\""#, "type pr", #"type eq \"a\" or type eq \"b\""#, #"type eq \"a\" and type eq \"b\""#,
    ])
  func notBuildable(_ filter: String) throws {
    let operation = #"{"op":"add","path":"emails[\#(filter)].value","value":"x"}"#
    #expect(try error { try patched(#"{"userName":"a"}"#, by: operation, .lenient) }.scimType == .noTarget)
  }

  @Test(
    "emptyString clear: the attribute goes, and with its value an element of which only its kind is left",
    arguments: [
      (#"{"op":"replace","path":"title","value":""}"#, "title", "null"),
      (#"{"op":"replace","path":"name.givenName","value":""}"#, "name", "null"),
      (#"{"op":"replace","path":"emails[type eq \"work\"].value","value":""}"#, "emails", "null"),
      (#"{"op":"replace","path":"emails[type eq \"work\"]","value":""}"#, "emails", "null"),
      (#"{"op":"replace","path":"emails","value":""}"#, "emails", "null"),
      (#"{"op":"replace","value":{"title":"","emails":[{"value":"","type":"work"}]}}"#, "emails", "null"),
      (
        #"{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":{"value":""}}"#,
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "null"
      ),
      (#"{"op":"replace","path":"shoe","value":""}"#, "shoe", "null"),
    ])
  func emptyStrings(_ operation: String, _ attribute: String, _ expected: String) throws {
    let stored = #"""
      {"userName":"a","title":"x","name":{"givenName":"A"},"emails":[{"value":"w","type":"work"}],"shoe":"42",
       "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"1","$ref":"x"}}}
      """#
    let resource = try patched(stored, by: operation, .rfc { $0.emptyString = .clear })
    #expect((resource[attribute] ?? .null).description == expected)
    let required = #"{"op":"replace","path":"userName","value":""}"#
    #expect(try error { try patched(stored, by: required, .lenient) }.scimType == .invalidValue)
  }

  @Test func `emptyString literal: the empty text is the value`() throws {
    let stored = #"{"userName":"a","title":"x","emails":[{"value":"w","type":"work"}]}"#
    let operations =
      #"{"op":"replace","path":"title","value":""},{"op":"replace","path":"emails[type eq \"work\"].value","value":""}"#
    let resource = try patched(stored, by: operations, .rfc)
    #expect(resource["title"] == "")
    #expect(resource["emails"] == [["value": "", "type": "work"]])
  }

  @Test(
    "nullMeans absent or clear, on PATCH",
    arguments: [
      (#"{"op":"replace","path":"title","value":null}"#, "title"), (#"{"op":"add","value":{"title":null}}"#, "title"),
      (#"{"op":"replace","path":"emails","value":null}"#, "emails"),
      (#"{"op":"replace","path":"name.givenName","value":null}"#, "name"),
      (#"{"op":"replace","path":"name","value":{"givenName":null}}"#, "name"),
      (#"{"op":"replace","path":"emails[type eq \"work\"]","value":null}"#, "emails"),
    ])
  func nulls(_ operation: String, _ attribute: String) throws {
    let stored = #"{"userName":"a","title":"x","name":{"givenName":"A"},"emails":[{"value":"w","type":"work"}]}"#
    #expect(try patched(stored, by: operation, .rfc { $0.nullMeans = .clear })[attribute] == nil)
    let kept = try patched(stored, by: operation, .rfc { $0.nullMeans = .absent })
    #expect(kept[attribute] == (try object(stored)[attribute]))
  }

  @Test(
    "unknownAttributes in a PATCH: kept, ignored with a note, or refused",
    arguments: [
      (#"{"op":"add","path":"shoe","value":"42"}"#, SCIMType.invalidPath),
      (#"{"op":"add","value":{"shoe":"42"}}"#, .invalidSyntax),
      (#"{"op":"add","path":"emails[type eq \"work\"].since","value":"42"}"#, .invalidSyntax),
      (#"{"op":"add","path":"urn:acme:2.0:User:shoe","value":"42"}"#, .invalidPath),
    ])
  func unknown(_ operation: String, _ keyword: SCIMType) throws {
    let stored = #"{"userName":"a","emails":[{"value":"w","type":"work"}]}"#
    let kept = try patched(stored, by: operation, .rfc)
    #expect(JSON.object(kept).description.contains("42"))
    let ignoring = ResourceEditor(type: .user, semantics: .rfc { $0.unknownAttributes = .ignore })
    let ignored = try ignoring.patch(object(stored), with: patchOp(operation))
    #expect(!JSON.object(ignored.resource).description.contains("42"))
    #expect(ignored.notes.count == 1)
    let error = try error { try patched(stored, by: operation, .rfc { $0.unknownAttributes = .reject }) }
    #expect(error.scimType == keyword)
  }

  @Test func `a removal that finds nothing is an error under noTarget, a note under create`() throws {
    let operation = #"{"op":"remove","path":"emails[type eq \"fax\"]"}"#
    let edited = try ResourceEditor(type: .user, semantics: .lenient)
      .patch(object(#"{"userName":"a"}"#), with: patchOp(operation))
    #expect(edited.notes.count == 1)
    #expect(try error { try patched(#"{"userName":"a"}"#, by: operation, .rfc) }.scimType == .noTarget)
  }
}
