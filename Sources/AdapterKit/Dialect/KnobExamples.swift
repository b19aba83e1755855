/// A knob on the wire: what there is, what is sent, and what comes of it for each value.
///
/// Requests are `METHOD target` and a body; `{id}` is what was created last. An outcome is a status and, after it, JSON
/// that the answer holds (null for what isn't there), a header, or `without` a text; or how a token comes in.
public struct KnobExample: Sendable, Hashable {
  /// What was sent before.
  public var given: [String]
  /// What is sent.
  public var sent: String
  /// What comes of it, value by value.
  public var outcomes: [Outcome]

  /// What one value of the knob makes of it.
  public struct Outcome: Sendable, Hashable {
    /// The knob's value.
    public var value: String
    /// What comes back.
    public var answer: String
  }

  init(given: [String] = [], _ sent: String, _ outcomes: KeyValuePairs<String, String>) {
    (self.given, self.sent) = (given, sent)
    self.outcomes = outcomes.map { Outcome(value: $0.key, answer: $0.value) }
  }
}

extension Knobs {
  /// An example of each knob, by its name; the tests play them against a host.
  public static let examples: [String: KnobExample] = [
    "unmatchedFilter": KnobExample(
      given: [ada], patch(#"{"op":"replace","path":"emails[type eq \"work\"].value","value":"ada@a.example"}"#),
      [
        "create": #"200 {"emails":[{"type":"work","value":"ada@a.example"}]}"#,
        "noTarget": #"400 {"scimType":"noTarget"}"#,
      ]),
    "emptyString": KnobExample(
      given: [ada], patch(#"{"op":"replace","path":"title","value":""}"#),
      ["clear": #"200 {"title":null}"#, "literal": #"200 {"title":""}"#]),
    "bareRemoveMembers": KnobExample(
      given: [tugs], patch(#"{"op":"remove","path":"members"}"#, of: "/Groups"),
      ["reject": "400", "clear": #"200 {"members":null}"#]),
    "putMissing": KnobExample(
      given: [ada], put(#"{"userName":"ada"}"#), ["keep": #"200 {"title":"Clerk"}"#, "clear": #"200 {"title":null}"#]),
    "putMissingActive": KnobExample(
      given: [#"POST /Users {"userName":"ada","active":false}"#], put(#"{"userName":"ada"}"#),
      ["keep": #"200 {"active":false}"#, "true": #"200 {"active":true}"#]),
    "putMissingMembers": KnobExample(
      given: [tugs], #"PUT /Groups/{id} {"displayName":"Tugs"}"#,
      ["keep": #"200 {"members":[{"value":"7"}]}"#, "clear": #"200 {"members":null}"#]),
    "nullMeans": KnobExample(
      given: [ada], patch(#"{"op":"replace","path":"title","value":null}"#),
      ["absent": #"200 {"title":"Clerk"}"#, "clear": #"200 {"title":null}"#]),
    "duplicatePost": KnobExample(
      given: [ada], #"POST /Users {"userName":"ada","title":"Judge"}"#,
      ["conflict": #"409 {"scimType":"uniqueness"}"#, "adopt": #"200 {"title":"Judge"}"#]),
    "unknownAttributes": KnobExample(
      #"POST /Users {"userName":"ada","shoeSize":"44"}"#,
      ["keep": #"201 {"shoeSize":"44"}"#, "ignore": #"201 {"shoeSize":null}"#, "reject": "400"]),
    "unknownMember": KnobExample(
      tugs, ["park": #"201 {"members":[{"value":"7"}]}"#, "skip": #"201 {"members":null}"#, "reject": "400"]),
    "userPatchReply": KnobExample(
      given: [ada], patch(#"{"op":"replace","path":"title","value":"Judge"}"#),
      ["200": #"200 {"title":"Judge"}"#, "204": "204"]),
    "groupPatchReply": KnobExample(
      given: [tugs], patch(#"{"op":"replace","path":"displayName","value":"Barges"}"#, of: "/Groups"),
      ["200": #"200 {"displayName":"Barges"}"#, "204": "204"]),
    "memberEcho": KnobExample(
      tugs,
      [
        "none": #"201 {"members":null}"#, "param": #"201 {"members":null}"#,
        "full": #"201 {"members":[{"value":"7"}]}"#,
      ]
    ),
    "responseMedia": KnobExample(
      given: [ada], "GET /Users/{id}",
      ["scim+json": "200 Content-Type: application/scim+json", "json": "200 Content-Type: application/json"]),
    "schemaView": KnobExample(
      "GET /Schemas/urn:ietf:params:scim:schemas:core:2.0:User",
      ["full": #"200 {"attributes":[{"name":"password"}]}"#, "entraSafe": #"200 without "password""#]),
    "probeSeedUser": KnobExample(
      "GET /Users", ["off": #"200 {"totalResults":0}"#, "on": #"200 {"totalResults":1}"#]),
    "groupNames": KnobExample(given: [tugs], tugs, ["unique": #"409 {"scimType":"uniqueness"}"#, "shared": "201"]),
    "externalIds": KnobExample(
      given: [#"POST /Users {"userName":"ada","externalId":"7"}"#], #"POST /Users {"userName":"eve","externalId":"7"}"#,
      ["unique": #"409 {"scimType":"uniqueness"}"#, "shared": "201"]),
    "roleValueJson": KnobExample(
      #"POST /Users {"userName":"ada","roles":[{"value":"{\"value\":\"Admin\",\"displayName\":\"Administrator\"}"}]}"#,
      [
        "on": #"201 {"roles":[{"value":"Admin","display":"Administrator"}]}"#,
        "off": #"201 {"roles":[{"value":"{\"value\":\"Admin\",\"displayName\":\"Administrator\"}"}]}"#,
      ]),
    "deleteUser": KnobExample(given: [ada], "DELETE /Users/{id}", ["tombstone": "204", "purge": "204"]),
    "keepEdgesWhenInactive": KnobExample(
      given: [
        tugs, #"POST /Users {"userName":"ada","externalId":"7"}"#,
        put(#"{"userName":"ada","externalId":"7","active":false}"#),
      ],
      "GET /Groups",
      [
        "on": #"200 {"Resources":[{"members":[{"value":"7"}]}]}"#,
        "off": #"200 {"Resources":[{"members":null}]}"#,
      ]),
    "deactivateBy": KnobExample(
      given: [ada], "DELETE /Users/{id}", ["any": "204", "active": "204", "delete": "204"]),
    "authScheme": KnobExample(
      "GET /Users",
      [
        "bearer": "Authorization: Bearer dgms_…", "rawHeader": "Authorization: dgms_…",
        "basic": "Authorization: Basic, base64 of user:dgms_…",
      ]),
  ]

  private static let ada = #"POST /Users {"userName":"ada","title":"Clerk"}"#
  private static let tugs = #"POST /Groups {"displayName":"Tugs","members":[{"value":"7"}]}"#

  private static func patch(_ operation: String, of collection: String = "/Users") -> String {
    "PATCH \(collection)/{id} {\"Operations\":[\(operation)]}"
  }

  private static func put(_ body: String) -> String { "PUT /Users/{id} \(body)" }
}
