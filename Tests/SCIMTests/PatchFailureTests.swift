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

@Suite struct PatchFailureTests {
  @Test(
    "RFC 7644 §3.12 each failing operation has its keyword and is named",
    arguments: [
      (#"{"op":"replace","path":"id","value":"x"}"#, .mutability), (#"{"op":"remove","path":"meta"}"#, .mutability),
      (#"{"op":"add","path":"groups","value":[{"value":"g"}]}"#, .mutability),
      (#"{"op":"replace","path":"meta.version","value":"x"}"#, .mutability),
      (#"{"op":"replace","path":"\#(enterprise):manager.displayName","value":"x"}"#, .mutability),
      (#"{"op":"remove","path":"userName"}"#, .mutability),
      (#"{"op":"replace","path":"userName","value":""}"#, .invalidValue),
      (#"{"op":"replace","path":"userName","value":null}"#, .invalidValue),
      (#"{"op":"replace","path":"active","value":"False"}"#, .invalidValue),
      (#"{"op":"replace","path":"emails[type eq \"work\"].value","value":5}"#, .invalidValue),
      (#"{"op":"replace","path":"emails[type eq \"work\"]","value":"x"}"#, .invalidValue),
      (#"{"op":"replace","path":"name","value":"Ada"}"#, .invalidValue),
      (#"{"op":"add","path":"title"}"#, .invalidValue), (#"{"op":"replace","value":"x"}"#, .invalidValue),
      (#"{"op":"add","value":{"active":"yes"}}"#, .invalidValue),
      (#"{"op":"replace","path":"emails.primary","value":true}"#, .invalidValue),
      (#"{"op":"remove"}"#, .noTarget), (#"{"op":"remove","value":{"title":"x"}}"#, .noTarget),
      (#"{"op":"remove","path":"emails[type eq \"fax\"]"}"#, .noTarget),
      (#"{"op":"replace","path":"emails[type eq \"fax\"].value","value":"x"}"#, .noTarget),
      (#"{"op":"add","path":"emails[type eq \"fax\"].value","value":"x"}"#, .noTarget),
      (#"{"op":"replace","path":"emails[type eq fax].value","value":"x"}"#, .invalidPath),
      (#"{"op":"add","path":"title[","value":"x"}"#, .invalidPath),
      (#"{"op":"add","path":"","value":"x"}"#, .invalidPath),
      (#"{"op":"add","value":{"a.b.c":1}}"#, .invalidPath),
      (#"{"op":"Add","path":"title","value":"x"}"#, .invalidSyntax), (#"{"op":"move","path":"title"}"#, .invalidSyntax),
      (#"{"path":"title","value":"x"}"#, .invalidSyntax), (#"{"op":"add","path":5,"value":"x"}"#, .invalidSyntax),
      (#""add""#, .invalidSyntax), ("null", .invalidSyntax),
      (
        #"{"op":"add","value":{"active":true,"urn:ietf:params:scim:schemas:core:2.0:User:Active":false}}"#,
        .invalidSyntax
      ),
    ] as [(String, SCIMType)])
  func failures(_ operation: String, _ keyword: SCIMType) throws {
    let fine = #"{"op":"add","path":"title","value":"x"},"#
    let error = try error { try patched(stored, by: fine + operation) }
    #expect((error.status, error.scimType) == (400, keyword))
    #expect(error.detail.hasPrefix("operation 2"))
  }

  @Test func `the error names the operation, its path and the attribute`() throws {
    let operations =
      #"{"op":"add","path":"title","value":"x"},{"op":"replace","path":"emails[type eq \"work\"].value","value":5}"#
    let error = try error { try patched(stored, by: operations) }
    #expect(
      error.detail == #"operation 2 (replace emails[type eq "work"].value): "#
        + #"emails[type eq "work"].value: a string is expected, not a number"#)
  }

  @Test(
    "RFC 7644 §3.5.2 a body without operations is invalidSyntax, one with none of them changes nothing",
    arguments: [
      ("{}", false), (#"{"Operations":null}"#, false), (#"{"Operations":{}}"#, false), (#"{"Operations":[]}"#, true),
      (#"{"operations":[]}"#, true),
    ])
  func bodies(_ body: String, _ isFine: Bool) throws {
    let editor = ResourceEditor(type: .user, semantics: .rfc)
    let before = try editor.create(object(stored)).resource
    guard isFine else {
      return #expect(try error { try editor.patch(before, with: object(body)) }.scimType == .invalidSyntax)
    }
    #expect(try editor.patch(before, with: object(body)).resource == before)
  }
}
