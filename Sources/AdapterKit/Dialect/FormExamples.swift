/// A lenient form on the wire: what is sent, and what it is read as, each `METHOD target` and a body.
public struct FormExample: Sendable, Hashable {
  /// What an IdP sends.
  public var sent: String
  /// The same as RFC 7644 has it.
  public var read: String
}

extension LenientForms {
  /// An example of each form, by its name; the tests run them.
  public static let examples: [String: FormExample] = [
    "requestLine": FormExample(sent: "GET //Users?aadOptscim062020&count=1&", read: "GET /Users?count=1"),
    "operationEnvelope": patch(
      #"{"operations":[{"op":"replace","path":"","value":{"title":"Clerk"}}]}"#,
      #"{"Operations":[{"op":"replace","value":{"title":"Clerk"}}]}"#),
    "operationCase": operation(
      #"{"op":"Replace","path":"title","value":"Clerk"}"#, #"{"op":"replace","path":"title","value":"Clerk"}"#),
    "membersOfSCIM1": patch(
      #"{"members":[{"value":"7"},{"value":"8","operation":"delete"}]}"#,
      #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":["#
        + #"{"op":"remove","path":"members[value eq \"8\"]"},"#
        + #"{"op":"add","path":"members","value":[{"value":"7"}]}]}"#, of: "/Groups/1"),
    "schemaNames": FormExample(
      sent: #"POST /Users {"schemas":["urn:ietf:params:scim:schemas:core:2.0User"],"userName":"ada"}"#,
      read: #"POST /Users {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada"}"#),
    "urnJoiner": operation(
      #"{"op":"replace","path":"\#(enterprise).department","value":"Research"}"#,
      #"{"op":"replace","path":"\#(enterprise):department","value":"Research"}"#),
    "keysAsPaths": operation(
      #"{"op":"replace","value":{"name.givenName":"Ada"}}"#,
      #"{"op":"replace","value":"Ada","path":"name.givenName"}"#),
    "bareReferences": operation(
      #"{"op":"replace","path":"manager","value":{"value":"7"}}"#,
      #"{"op":"replace","path":"\#(enterprise):manager","value":{"value":"7"}}"#),
    "readOnlyKeys": operation(
      #"{"op":"replace","value":{"id":"1","title":"Clerk"}}"#, #"{"op":"replace","value":{"title":"Clerk"}}"#),
    "droppedPasswords": FormExample(
      sent: #"POST /Users {"userName":"ada","password":"Oak-7"}"#, read: #"POST /Users {"userName":"ada"}"#),
    "absentValues": FormExample(
      sent: #"POST /Users {"userName":"ada","title":null,"roles":[]}"#, read: #"POST /Users {"userName":"ada"}"#),
    "memberSpelling": operation(
      #"{"op":"add","path":"members","value":["7"]}"#, #"{"op":"add","path":"members","value":[{"value":"7"}]}"#,
      of: "/Groups/1"),
    "listedRemoval": operation(
      #"{"op":"remove","path":"emails","value":[{"value":"ada@a.example"}]}"#,
      #"{"op":"remove","path":"emails[value eq \"ada@a.example\"]"}"#),
    "scalarInArray": operation(
      #"{"op":"replace","path":"title","value":["Clerk"]}"#, #"{"op":"replace","path":"title","value":"Clerk"}"#),
    "objectAsList": FormExample(
      sent: #"POST /Users {"userName":"ada","emails":{"value":"ada@a.example"}}"#,
      read: #"POST /Users {"userName":"ada","emails":[{"value":"ada@a.example"}]}"#),
    "referenceShape": operation(
      #"{"op":"replace","path":"\#(enterprise):manager","value":"7"}"#,
      #"{"op":"replace","path":"\#(enterprise):manager","value":{"value":"7"}}"#),
    "valuePathInFilter": FormExample(
      sent: #"GET /Users?filter=emails[type eq "work"].value eq "ada@a.example""#,
      read: #"GET /Users?filter=emails[type eq "work" and value eq "ada@a.example"]"#),
    "unquotedLiterals": FormExample(
      sent: "GET /Users?filter=externalId eq alund", read: #"GET /Users?filter=externalId eq "alund""#),
    "boolFromString": operation(
      #"{"op":"replace","path":"active","value":"False"}"#, #"{"op":"replace","path":"active","value":false}"#),
    "projectionValuePath": FormExample(
      sent: #"GET /Users?attributes=emails[type eq "work"].value"#, read: "GET /Users?attributes=emails.value"),
  ]

  private static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

  private static func operation(_ sent: String, _ read: String, of path: String = "/Users/1") -> FormExample {
    patch("{\"Operations\":[\(sent)]}", "{\"Operations\":[\(read)]}", of: path)
  }

  private static func patch(_ sent: String, _ read: String, of path: String = "/Users/1") -> FormExample {
    FormExample(sent: "PATCH \(path) \(sent)", read: "PATCH \(path) \(read)")
  }
}
