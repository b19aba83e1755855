import AdapterKit
import JSON
import SCIM

/// A stored resource to filter and to change, in its normal form.
struct Sample: Sendable {
  let type: ResourceType
  let resource: JSONObject

  private static let dialect = try? Dialect()

  /// A user and a group.
  static let all = [
    Sample(.user, user), Sample(.group, ["displayName": "Team ß", "externalId": "G1", "unknown": [1, 2]]),
  ]

  private init(_ type: ResourceType, _ body: JSONObject) {
    self.type = type
    resource = (try? ResourceEditor(type: type, semantics: .rfc).create(body).resource) ?? [:]
  }

  /// The request as the lenient forms read it.
  func normalized(_ request: AdapterRequest) -> AdapterRequest {
    (try? Self.dialect?.normalize(request)) ?? request
  }

  private static let user: JSONObject = [
    "userName": "ada@example.org", "externalId": "E1", "displayName": "Ada Lovelace", "title": "Countess",
    "name": ["givenName": "Ada", "familyName": "Lovelace"], "profileUrl": "https://example.org/ada",
    "emails": [
      ["value": "ada@example.org", "type": "work", "primary": true], ["value": "ada@home.example", "type": "home"],
    ],
    "phoneNumbers": [["value": "+41 44 000 00 11", "type": "work"]],
    "addresses": [["type": "work", "locality": "Bern", "postalCode": "3000", "primary": false]],
    "roles": [["value": "admin"], ["value": "é", "display": "e\u{301}"]],
    "x509Certificates": [["value": "TUlJ"]],
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": [
      "employeeNumber": "1815", "department": "R&D", "manager": ["value": "26118915-6090-4610-87e4-49d8ca9f808d"],
    ],
    "urn:acme:people:2.0:User": ["badge": 17, "sites": ["ZRH", "BRN"]], "shoeSize": 41, "flags": [["value": true]],
  ]
}
