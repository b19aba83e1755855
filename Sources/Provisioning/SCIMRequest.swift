internal import AdapterKit
internal import Directory
internal import HTTP
internal import JSON
internal import SCIM

/// A request after its dialect ended: what the RFC says it asks for, and what was sent.
struct SCIMRequest: Sendable {
  let sent: AdapterRequest
  /// The same as the dialect reads it.
  let normalized: AdapterRequest
  let method: String
  let route: EndpointRoute
  let query: [(name: String, value: String)]
  let body: JSON?
  let semantics: WriteSemantics
  let notes: [String]

  /// - Throws: 404 where nothing is, 405 for a method that means nothing there, 501 for what RFC 7644 leaves open.
  init(sent: AdapterRequest, normalized: AdapterRequest) throws {
    let path = normalized.path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
    guard let route = EndpointRoute(path) else { throw SCIMError.nothingAtPath }
    if route == .me { throw SCIMError.notOffered }
    guard route.methods.contains(normalized.method) else { throw WrongMethod(allowed: route.methods) }
    guard let query = QueryString.parse(normalized.query) else {
      throw SCIMError.invalidSyntax("the query isn't percent-encoded UTF-8")
    }
    self.sent = sent
    self.normalized = normalized
    self.method = normalized.method
    self.route = route
    self.query = query
    self.body = normalized.body
    self.semantics = normalized.semantics
    self.notes = normalized.notes
  }

  var isRead: Bool { method == "GET" || method == "HEAD" }

  var kind: EntryKind? {
    switch route {
    case .collection(let kind), .resource(let kind, _): kind
    case .search(let kind): kind
    default: nil
    }
  }

  var resourceID: String? { if case .resource(_, let id) = route { id } else { nil } }

  /// The name under which log and metrics count it.
  var operation: String {
    switch (route, method) {
    case (.collection, "POST"): "create"
    case (.collection, _), (.search, _): "search"
    case (.resource, "PUT"): "replace"
    case (.resource, "PATCH"): "patch"
    case (.resource, "DELETE"): "delete"
    case (.resource, _): "read"
    case (.bulk, _): "bulk"
    default: "discover"
    }
  }

  func header(_ name: String) -> String? {
    sent.header(name)
  }

  /// The body of a write.
  /// - Throws: 400 `invalidSyntax` when there is none, or it is no object.
  func object() throws -> JSONObject {
    guard let body else { throw SCIMError.invalidSyntax("a body is expected") }
    guard case .object(let object) = body else {
      throw SCIMError.invalidSyntax("the body must be an object, but it is \(body.kind)")
    }
    return object
  }

  /// `attributes` and `excludedAttributes` of the query (RFC 7644 §3.9).
  func projection(_ type: ResourceType) throws -> Projection {
    func names(_ key: String) -> [String] {
      query.filter { equalIgnoringASCIICase($0.name, key) }.flatMap { $0.value.split(separator: ",") }
        .map { $0.trimming { $0 == " " } }.filter { !$0.isEmpty }
    }
    return try Projection(attributes: names("attributes"), excluded: names("excludedAttributes"), for: type)
  }
}

/// What an operation came to, in the RFC's form.
struct SCIMAnswer: Sendable {
  var status: Int
  var headers: [AdapterHeader] = []
  var body: JSON?
  /// The body as text, where nothing is left to do with it; there is no `body` then.
  var text: [UInt8]?
  /// A group's members, put in once the dialect has rendered the rest.
  var members: [JSON]?
  /// What the service read leniently or left out, for people.
  var notes: [String] = []
  /// How many commits shared the write's transaction; nil for what wrote nothing.
  var batchSize: Int?
}
