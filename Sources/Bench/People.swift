internal import Foundation

/// Invented people and the requests that concern them, as bytes ready to be sent.
struct People {
  let host: String
  let prefix: String
  let token: String

  /// A POST of user `number`: a body of about 1 KB, as Entra ID's default mapping makes it (E-21).
  func create(_ number: Int) -> [UInt8] { request("POST", "/Users", body: Self.user(number)) }

  func get(_ path: String) -> [UInt8] { request("GET", path, body: nil) }

  /// A PATCH that adds one member to a group.
  func add(_ member: String, to group: String) -> [UInt8] {
    request("PATCH", "/Groups/\(group)", body: Self.members([member]))
  }

  func request(_ method: String, _ path: String, body: String?) -> [UInt8] {
    var head = "\(method) \(prefix)\(path) HTTP/1.1\r\nHost: \(host)\r\nAuthorization: Bearer \(token)\r\n"
    if let body {
      head += "Content-Type: application/scim+json; charset=utf-8\r\nContent-Length: \(body.utf8.count)\r\n"
    }
    return Array((head + "\r\n" + (body ?? "")).utf8)
  }

  static func members(_ values: [String]) -> String {
    let list = values.map { #"{"$ref":null,"value":"\#($0)"}"# }.joined(separator: ",")
    return
      #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Add","path":"members","value":[\#(list)]}]}"#
  }

  static func userName(_ number: Int) -> String { "lena.meyer.\(number)@fabrikam.example" }

  static func user(_ number: Int) -> String {
    """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"lmeyer\(number)",\
    "userName":"\(userName(number))","active":true,"displayName":"Lena Meyer \(number)","title":"Analyst",\
    "preferredLanguage":"de-CH","meta":{"resourceType":"User"},\
    "emails":[{"primary":true,"type":"work","value":"\(userName(number))"}],\
    "name":{"formatted":"Lena Meyer","givenName":"Lena","familyName":"Meyer"},\
    "phoneNumbers":[{"type":"work","value":"+41 44 000 00 00"},{"type":"mobile","value":"+41 79 000 00 00"}],\
    "addresses":[{"type":"work","streetAddress":"Seestrasse 1","locality":"Zürich","postalCode":"8002","country":"CH"}],\
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Finance","employeeNumber":"\(number)"},\
    "roles":[]}
    """
  }
}
