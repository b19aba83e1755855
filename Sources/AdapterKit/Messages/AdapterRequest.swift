public import JSON
public import SCIM

/// A request on its way from an IdP's dialect to RFC 7644: what an adapter reads and rewrites.
public struct AdapterRequest: Sendable, Hashable {
  /// The HTTP method, upper case.
  public var method: String
  /// The path below the provider's endpoint, as sent: `/Users/abc`.
  public var path: String
  /// The query as sent, without `?`.
  public var query: String
  /// The headers, in the order in which they came.
  public var headers: [AdapterHeader]
  /// The body; nil when there is none.
  public var body: JSON?
  /// What the RFC leaves open or the dialect means otherwise (dialects' knobs).
  public var semantics: WriteSemantics
  /// What the adapter did to the request, for people: explain, the recorder, the log.
  public var notes: [String]

  /// A request as it came in.
  public init(
    method: String, path: String, query: String = "", headers: [AdapterHeader] = [], body: JSON? = nil,
    semantics: WriteSemantics = .rfc, notes: [String] = []
  ) {
    (self.method, self.path, self.query, self.headers) = (method, path, query, headers)
    (self.body, self.semantics, self.notes) = (body, semantics, notes)
  }
}

extension AdapterRequest {
  /// Notes kept per message: a request of a thousand operations must not become a thousand notes.
  public static let noteLimit = 64

  /// Leaves a note, once.
  public mutating func note(_ text: String) {
    guard notes.count < Self.noteLimit, !notes.contains(text) else { return }
    notes.append(text)
  }

  /// The first header of that name, in any case (RFC 9110 §5.1).
  public func header(_ name: String) -> String? {
    headers.first { equalIgnoringASCIICase($0.name, name) }?.value
  }

  /// The resource type that the path names; nil for anything but `/Users…` and `/Groups…` (RFC 7644 §3.2).
  public var resourceType: ResourceType? {
    switch path.drop(while: { $0 == "/" }).prefix(while: { $0 != "/" }) {
    case "Users": .user
    case "Groups": .group
    default: nil
    }
  }

  /// Whether it creates a resource: POST to the collection (RFC 7644 §3.3).
  public var isCreate: Bool { method == "POST" && resourceType != nil && segments == 1 }

  /// Whether it replaces a resource: PUT (RFC 7644 §3.5.1).
  public var isReplace: Bool { method == "PUT" && resourceType != nil }

  /// Whether it changes a resource by operations: PATCH (RFC 7644 §3.5.2).
  public var isPatch: Bool { method == "PATCH" && resourceType != nil }

  /// Whether it is a query by POST (RFC 7644 §3.4.3).
  public var isSearch: Bool { method == "POST" && path.hasSuffix("/.search") }

  private var segments: Int { path.split(separator: "/").count }
}
