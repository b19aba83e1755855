import JSON
import SCIM
import Testing

/// Attributes of types and characteristics that the RFC's own schemas hardly use.
@Suite struct TypedValueTests {
  private static let type: ResourceType = {
    var type = ResourceType.user
    type.schema.attributes += [
      SchemaAttribute("size", kind: .integer, "x"), SchemaAttribute("weight", kind: .decimal, "x"),
      SchemaAttribute("hired", kind: .dateTime, "x"), SchemaAttribute("badge", mutability: .immutable, "x"),
    ]
    return type
  }()
  private let editor = ResourceEditor(type: type, semantics: .rfc)

  @Test(
    "RFC 7643 §2.3 integers, decimals and dates",
    arguments: [
      (#""size":7"#, true), (#""size":-7"#, true), (#""size":7.5"#, false), (#""size":"7""#, false),
      (#""weight":7.5"#, true), (#""hired":"2026-01-31T12:00:00Z""#, true),
      (#""hired":"2026-01-31T12:00:00.5+01:00""#, true), (#""hired":"2026-01-31""#, false),
      (#""hired":"12:00:00Z""#, false), (#""hired":"2026-02-30T12:00:00Z""#, false), (#""hired":7"#, false),
    ])
  func types(_ member: String, _ isTaken: Bool) throws {
    let body = try object(#"{"userName":"a",\#(member)}"#)
    // shows 7643-2.3.4-a 7643-2.3.5-a
    guard !isTaken else { return #expect(try editor.create(body).resource.count > 2) }
    #expect(try error { try editor.create(body) }.scimType == .invalidValue)
  }

  @Test func `RFC 7644 §3.5.1 an immutable attribute takes a value once`() throws {
    let before = try editor.create(object(#"{"userName":"a"}"#)).resource
    let set = try editor.replace(before, with: object(#"{"userName":"a","badge":"1"}"#)).resource
    // shows 7644-3.5.1-e
    #expect(set["badge"] == "1")
    // shows 7644-3.5.1-c 7644-3.5.1-d 7643-7-h
    #expect(try editor.replace(set, with: object(#"{"userName":"a","badge":"1"}"#)).resource == set)
    #expect(
      try error { try editor.replace(set, with: object(#"{"userName":"a","badge":"2"}"#)) }.scimType == .mutability)
    #expect(
      try error { try editor.patch(set, with: patchOp(#"{"op":"replace","path":"badge","value":"2"}"#)) }.scimType
        == .mutability)
  }
}
