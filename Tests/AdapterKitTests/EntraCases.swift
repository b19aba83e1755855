import JSON

/// What Entra ID's own code reads, and what it must leave alone.
struct EntraCase: Sendable, CustomStringConvertible {
  var sent: Wire
  var read: Wire?

  init(_ sent: Wire, _ read: Wire? = nil) { (self.sent, self.read) = (sent, read) }

  var description: String { sent.description }

  /// A filter on what has a single value (E-76).
  static let guarded = EntraCase(
    .user(["Op": "Replace", "Path": "active[value eq \"True\"]", "Value": "False"]),
    .user(["Op": "Replace", "Path": "active", "Value": "False"]))

  static let all: [EntraCase] = [
    guarded,
    EntraCase(
      .user(["op": "Replace", "path": .string(enterprise + ":manager[value eq \"7\"]"), "value": "8"]),
      .user(["op": "Replace", "path": .string(enterprise + ":manager"), "value": "8"])),
    EntraCase(.user(["op": "Replace", "path": "emails[type eq \"work\"].value", "value": "a@b"])),
    EntraCase(
      .user(
        ["op": "Replace", "path": .string(enterprise + ":manager"), "value": ""],
        ["op": "Add", "path": "manager", "value": [["value": ""]]]),
      .user(
        ["op": "remove", "path": .string(enterprise + ":manager")],
        ["op": "remove", "path": .string(enterprise + ":manager")])),
    EntraCase(
      .user(["op": "Replace", "path": "phoneNumbers[type eq \"work\"].value", "value": ""]),
      .user(["op": "remove", "path": "phoneNumbers[type eq \"work\"]"])),
    EntraCase(
      .user(["op": "replace", "value": .object(["title": "T", enterprise + ":manager": ""])]),
      .user(
        ["op": "replace", "value": ["title": "T"]], ["op": "remove", "path": .string(enterprise + ":manager")])),
    EntraCase(
      Wire("POST", "/Users", ["userName": "a", enterprise: ["manager": "", "department": "D"]]),
      Wire("POST", "/Users", ["userName": "a", enterprise: ["department": "D"]])),
    EntraCase(.user(["op": "Replace", "path": "title", "value": ""])),
    EntraCase(.user(["op": "Replace", "path": "addresses[type eq \"work\"].formatted", "value": ""])),
    EntraCase(.group(["op": "Add", "path": "members", "value": [["value": "7"]]])),
    EntraCase(Wire("GET", "/Users?filter=userName+eq+%22a%22")),
  ]
}
