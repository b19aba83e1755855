import AdapterKit
import JSON

/// A request as it stands on the wire, for tests.
struct Wire: Sendable, CustomStringConvertible {
  var method: String
  var path: String
  var query = ""
  var body: JSON?

  init(_ method: String, _ target: String, _ body: JSON? = nil) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    (self.method, self.body) = (method, body)
    path = parts.first ?? ""
    query = parts.count > 1 ? parts[1] : ""
  }

  /// A PATCH of a user with these operations.
  static func user(_ operations: JSON...) -> Wire { Wire("PATCH", "/Users/1", patch(operations)) }

  /// A PATCH of a group with these operations.
  static func group(_ operations: JSON...) -> Wire { Wire("PATCH", "/Groups/1", patch(operations)) }

  private static func patch(_ operations: [JSON]) -> JSON {
    ["schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": .array(operations)]
  }

  var request: AdapterRequest { AdapterRequest(method: method, path: path, query: query, body: body) }

  var description: String { "\(method) \(path)?\(query) \(body?.description ?? "")" }
}

let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
let core = "urn:ietf:params:scim:schemas:core:2.0:User"
let coreGroup = "urn:ietf:params:scim:schemas:core:2.0:Group"
