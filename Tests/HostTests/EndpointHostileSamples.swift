import JSON

extension EndpointHostileTests {
  static let wrong: [JSON] = [.null, true, -1, "", "x", .array([]), .object([:]), [.null], ["value": .null]]

  static let bodies: [(method: String, path: String, body: JSON)] = [
    ("PUT", "/Users/USER", user),
    ("POST", "/Groups", ["displayName": "g", "members": [["value": "m", "type": "User"]]]),
    (
      "PATCH", "/Users/USER",
      [
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [
          ["op": "add", "path": "emails", "value": [["value": "b@c", "type": "home"]]],
          ["op": "add", "value": ["title": "t", enterpriseURN: ["department": "q"]]],
        ],
      ]
    ),
    (
      "PATCH", "/Groups/GROUP",
      [
        "Operations": [
          ["op": "add", "path": "members", "value": [["value": "m2"]]],
          ["op": "remove", "path": "members[value eq \"m2\"]"],
        ]
      ]
    ),
    ("POST", "/.search", ["filter": "id pr", "attributes": ["id"], "sortBy": "id", "startIndex": 1, "count": 1]),
  ]

  private static let user: JSON = [
    "schemas": [.string(userURN)], "userName": "base", "name": ["givenName": "B"], "active": true,
    "emails": [["value": "a@b", "primary": true]], enterpriseURN: ["manager": ["value": "1"]],
    "urn:example:1.0:User": ["a": [1]],
  ]

  static let whole: JSON = [
    "schemas": [.string(userURN), .string(enterpriseURN), "urn:example:1.0:User"], "userName": "Anna@Example.org",
    "externalId": "ex", "title": "Ch\u{E9}f", "active": false, "profileUrl": "https://example.org/a",
    "name": ["givenName": "A\u{301}nna", "familyName": "B", "honorificSuffix": "III"],
    "emails": [["value": "a@b", "type": "work", "primary": true, "display": "d"], ["value": "c@d", "type": "odd"]],
    "addresses": [["type": "work", "formatted": "1\n2", "country": "US"]], "roles": [["value": "r", "custom": "kept"]],
    "x509Certificates": [["value": "MIIDQzCCAqygAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwTjELMAkGA1UEBhMCVVMx"]],
    enterpriseURN: ["department": "T", "manager": ["value": "m", "$ref": "../Users/m"], "extra": 5],
    "urn:example:1.0:User": ["a": ["b": .array(Self.numbers)], "c": true], "unknown": [["x": 1]],
  ]

  private static let numbers: [JSON] = {
    (try? JSON(parsing: "[1e400, 0.10, 123456789012345678901234567890, -0]").array ?? []) ?? []
  }()
}

extension JSON {
  /// A way from the whole to a part: names and indices.
  enum Step: Hashable { case name(String), index(Int) }

  /// The places of all its parts, the whole first.
  var places: [[Step]] {
    switch self {
    case .object(let object): [[]] + object.flatMap { name, value in value.places.map { [.name(name)] + $0 } }
    case .array(let array):
      [[]] + array.enumerated().flatMap { index, value in value.places.map { [.index(index)] + $0 } }
    default: [[]]
    }
  }

  /// The value with another part at a place.
  func replacing(_ place: [Step], with part: JSON) -> JSON {
    guard let step = place.first else { return part }
    let rest = Array(place.dropFirst())
    switch (self, step) {
    case (.object(var object), .name(let name)):
      object[name] = (object[name] ?? .null).replacing(rest, with: part)
      return .object(object)
    case (.array(var array), .index(let index)):
      array[index] = array[index].replacing(rest, with: part)
      return .array(array)
    default: return self
    }
  }
}
