import AdapterTesting
import Foundation
import JSON

/// One provider's IdP: sends what a test wants, with its token.
struct TestClient: Sendable {
  let transport: SocketTransport
  let token: String
  let base: String
  let tokenID: String

  /// Sends one request.
  @discardableResult
  func send(
    _ method: String, _ path: String, _ body: JSON? = nil, headers: [(name: String, value: String)]? = nil,
    with more: [(name: String, value: String)] = []
  ) async throws -> TestReply {
    try await send(method, path, text: body?.description, headers: headers, with: more)
  }

  /// Sends one request with a body that may be anything.
  func send(
    _ method: String, _ path: String, text: String?, headers: [(name: String, value: String)]? = nil,
    with more: [(name: String, value: String)] = []
  ) async throws -> TestReply {
    var all = (headers ?? [("Authorization", "Bearer \(token)")]) + more
    if text != nil { all.append(("Content-Type", "application/scim+json")) }
    let reply = try await transport.send(method, path, headers: all, body: text.map { Array($0.utf8) })
    return TestReply(status: reply.status, headers: reply.headers, body: (try? JSON(parsing: reply.body)) ?? .null)
  }

  /// Creates a user and gives its id.
  func create(_ userName: String, _ more: JSONObject = [:]) async throws -> String {
    try await made("/Users", User.of(userName, more))
  }

  /// Creates a group and gives its id.
  func createGroup(_ name: String, members: [String] = [], _ more: JSONObject = [:]) async throws -> String {
    try await made("/Groups", Group.of(name, members: members, more))
  }

  /// The resource as it is read back.
  func read(_ path: String) async throws -> JSON { try await send("GET", path).body }

  /// A PATCH of one `replace`, or of the operations given.
  @discardableResult
  func patch(_ path: String, _ operations: JSON...) async throws -> TestReply {
    try await send("PATCH", path, Self.operations(operations))
  }

  static func operations(_ operations: [JSON]) -> JSON {
    ["schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": .array(operations)]
  }

  private func made(_ path: String, _ body: JSON) async throws -> String {
    let reply = try await send("POST", path, body)
    guard reply.status == 201, let id = reply.body["id"]?.string else { throw Unexpected(reply: reply) }
    return id
  }
}

/// An answer.
struct TestReply: Sendable {
  var status: Int
  var headers: [(name: String, value: String)]
  var body: JSON

  func header(_ name: String) -> String? { headers.first { equalIgnoringASCIICase($0.name, name) }?.value }
}

/// An answer that the test can't go on with.
struct Unexpected: Error { var reply: TestReply }

/// Users as an IdP sends them.
enum User {
  static let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"

  static func of(_ userName: String, _ more: JSONObject = [:]) -> JSON {
    var user: JSONObject = [
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": .string(userName), "active": true,
    ]
    for (name, value) in more { user[name] = value }
    return .object(user)
  }
}

/// Groups as an IdP sends them.
enum Group {
  static func of(_ name: String, members: [String] = [], _ more: JSONObject = [:]) -> JSON {
    var group: JSONObject = [
      "schemas": ["urn:ietf:params:scim:schemas:core:2.0:Group"], "displayName": .string(name),
    ]
    if !members.isEmpty { group["members"] = .array(members.map { ["value": .string($0)] }) }
    for (name, value) in more { group[name] = value }
    return .object(group)
  }
}

/// `replace` of one attribute.
func replacing(_ path: String, _ value: JSON) -> JSON { ["op": "replace", "path": .string(path), "value": value] }

/// A path with a filter in its query.
func filtered(_ path: String, _ filter: String) -> String {
  let allowed = CharacterSet.alphanumerics
  return "\(path)?filter=\(filter.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
}
