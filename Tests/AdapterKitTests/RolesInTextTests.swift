import AdapterKit
import JSON
import Testing

@Suite("Roles as JSON in a text (E-45)")
struct RolesInTextTests {
  private static let role = #"{"id":"18d1","value":"Admin","displayName":"Administrator"}"#

  /// What is sent, and what it means; nil where it means what it says.
  private static let cases: [(sent: Wire, read: Wire?)] = [
    (
      .user(["op": "add", "path": "roles", "value": [["value": .string(role)]]]),
      .user(["op": "add", "path": "roles", "value": [["value": "Admin", "display": "Administrator", "id": "18d1"]]])
    ),
    (
      .user(["op": "replace", "path": "roles", "value": [["primary": false, "value": "W", "displayName": "Writes"]]]),
      .user(["op": "replace", "path": "roles", "value": [["primary": false, "value": "W", "display": "Writes"]]])
    ),
    (
      Wire("POST", "/Users", ["userName": "a", "roles": [["value": #"{"displayName":"Reader"}"#]]]),
      Wire("POST", "/Users", ["userName": "a", "roles": [["value": "Reader", "display": "Reader"]]])
    ),
    (.user(["op": "add", "path": "roles", "value": [["value": "Admin", "display": "A"]]]), nil),
    (.user(["op": "add", "path": "roles", "value": [["value": "{broken"]]]), nil),
    (.group(["op": "add", "path": "members", "value": [["value": .string(role)]]]), nil),
  ]

  @Test("With the knob on they are read, with a note; what is none stays", arguments: cases.indices)
  func on(_ index: Int) throws {
    let (sent, read) = Self.cases[index]
    let dialect = try Dialect(strict: true, knobs: ["roleValueJson": "on"])
    let got = try dialect.normalize(sent.request)
    #expect(got.body == (read ?? sent).body, "\(got.body?.description ?? "none")")
    #expect(got.notes.isEmpty == (read == nil))
    #expect(try dialect.normalize(got) == got)
  }

  @Test("With the knob off, as it is unless an adapter says so, they stay", arguments: cases.indices)
  func off(_ index: Int) throws {
    let sent = Self.cases[index].sent
    #expect(try Dialect(strict: true).normalize(sent.request).body == sent.body)
  }
}
