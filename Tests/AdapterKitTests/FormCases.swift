import JSON

/// One lenient form: what is sent, what it is in the RFC's form, and what it must leave alone.
struct FormCase: Sendable, CustomStringConvertible {
  var form: String
  var sent: Wire
  /// Nil when the form must leave it as it is.
  var read: Wire?

  static func reads(_ form: String, _ sent: Wire, as read: Wire) -> FormCase {
    FormCase(form: form, sent: sent, read: read)
  }

  static func leaves(_ form: String, _ sent: Wire) -> FormCase { FormCase(form: form, sent: sent) }

  var description: String { "\(form): \(sent)" }

  static let all: [FormCase] = envelope + names + values + members + filters
}

extension FormCase {
  static let envelope: [FormCase] = [
    .reads("requestLine", Wire("GET", "//Users/1?aadOptscim062020"), as: Wire("GET", "/Users/1")),
    .reads("requestLine", Wire("GET", "/Users?filter=a&"), as: Wire("GET", "/Users?filter=a")),
    .reads("requestLine", Wire("GET", "/Users/??filter=a&x"), as: Wire("GET", "/Users?filter=a")),
    .leaves("requestLine", Wire("GET", "/Users?filter=userName%20eq%20%22a%22&count=2")),
    .reads(
      "operationEnvelope",
      Wire(
        "PATCH", "/Groups/1",
        ["id": "1", "operations": [["name": "addMember", "Op": "add", "path": nil, "value": ["displayName": "A"]]]]),
      as: Wire("PATCH", "/Groups/1", ["Operations": [["op": "add", "value": ["displayName": "A"]]]])),
    .leaves("operationEnvelope", .user(["op": "replace", "path": "title", "value": nil])),
    .leaves("operationEnvelope", Wire("PATCH", "/Users/1", ["Operations": "none"])),
    .reads(
      "operationCase", .user(["op": "Replace", "path": "title", "value": "A"]),
      as: .user(["op": "replace", "path": "title", "value": "A"])),
    .leaves("operationCase", .user(["op": "Exchange", "path": "title", "value": "A"])),
    .reads(
      "membersOfSCIM1",
      Wire(
        "PATCH", "/Groups/1", ["members": [["value": "a", "operation": "delete"], ["value": "b", "type": "User"]]]),
      as: .group(
        ["op": "remove", "path": "members[value eq \"a\"]"],
        ["op": "add", "path": "members", "value": [["value": "b", "type": "User"]]])),
    .leaves("membersOfSCIM1", Wire("PATCH", "/Groups/1", ["members": [], "Operations": []])),
    .leaves("membersOfSCIM1", Wire("PATCH", "/Users/1", ["members": [["value": "a"]]])),
  ]

  static let names: [FormCase] = [
    .reads(
      "schemaNames",
      Wire("POST", "/Users", ["schemas": ["urn:scim:schemas:core:1.0", .string(core)], "userName": "a"]),
      as: Wire("POST", "/Users", ["schemas": [.string(core)], "userName": "a"])),
    .reads(
      "schemaNames",
      Wire(
        "POST", "/Groups",
        [
          "schemas": [.string(coreGroup), "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
          "displayName": "A",
        ]), as: Wire("POST", "/Groups", ["schemas": [.string(coreGroup)], "displayName": "A"])),
    .reads(
      "schemaNames",
      Wire(
        "PUT", "/Users/1",
        ["schemas": [.string(core)], "urn:ietf:params:scim:schemas:extension:enterprise:2.0User": ["department": "A"]]),
      as: Wire("PUT", "/Users/1", ["schemas": [.string(core)], enterprise: ["department": "A"]])),
    .reads(
      "schemaNames", Wire("PATCH", "/Users/1", ["schemas": ["urn:scim:schemas:core:1.0"], "Operations": []]),
      as: .user()),
    .leaves(
      "schemaNames",
      Wire(
        "POST", "/Users", ["schemas": [.string(enterprise), .string(core)], enterprise: ["department": "A"]])),
    .leaves("schemaNames", .user(["op": "add", "path": "title", "value": "A"])),
    .reads(
      "urnJoiner", .user(["op": "add", "path": .string(enterprise + ".department"), "value": "A"]),
      as: .user(["op": "add", "path": .string(enterprise + ":department"), "value": "A"])),
    .reads(
      "urnJoiner", .user(["op": "add", "value": .object([enterprise + ".department": "A"])]),
      as: .user(["op": "add", "value": .object([enterprise + ":department": "A"])])),
    .leaves("urnJoiner", .user(["op": "add", "path": .string(enterprise + ":manager.value"), "value": "A"])),
    .reads(
      "keysAsPaths",
      .user([
        "op": "replace",
        "value": .object([
          "name.givenName": "B", "displayName": "A", "name": ["familyName": "C"], enterprise + ":employeeNumber": "7",
          "emails[type eq \"work\"].value": "a@b", core + ":title": "T",
        ]),
      ]),
      as: .user(
        ["op": "replace", "value": ["displayName": "A", "name": ["familyName": "C"]]],
        ["op": "replace", "path": "emails[type eq \"work\"].value", "value": "a@b"],
        ["op": "replace", "path": "name.givenName", "value": "B"],
        ["op": "replace", "path": .string(core + ":title"), "value": "T"],
        ["op": "replace", "path": .string(enterprise + ":employeeNumber"), "value": "7"])),
    .reads(
      "keysAsPaths",
      .user(["op": "add", "value": .object([core: ["title": "T"], enterprise: ["manager.value": "1"]])]),
      as: .user(
        ["op": "add", "path": .string(core + ":title"), "value": "T"],
        ["op": "add", "path": .string(enterprise + ":manager.value"), "value": "1"])),
    .leaves(
      "keysAsPaths",
      .user(["op": "replace", "value": .object(["displayName": "A", enterprise: ["department": "B"]])])),
    .leaves(
      "keysAsPaths",
      .user(["op": "add", "value": ["urn:ietf:params:scim:schemas:extension:acme:2.0:User": ["badge": "B"]]])),
    .reads(
      "readOnlyKeys", .group(["op": "replace", "value": ["id": "1", "displayName": "A", "meta": [:], "schemas": []]]),
      as: .group(["op": "replace", "value": ["displayName": "A"]])),
    .reads("readOnlyKeys", .user(["op": "replace", "value": ["id": "1"]]), as: .user()),
    .leaves("readOnlyKeys", .user(["op": "replace", "path": "id", "value": "1"])),
    .leaves("readOnlyKeys", .user(["op": "replace", "value": ["displayName": "A"]])),
  ]
}
