public import JSON
public import SCIM
import Text

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
  /// The resource types of the provider's endpoint, with the extensions that it declares.
  public var types: ResourceTypes
  /// What the adapter did to the request, for people: explain, the recorder, the log.
  public var notes: [String]

  /// A request as it came in.
  public init(
    method: String, path: String, query: String = "", headers: [AdapterHeader] = [], body: JSON? = nil,
    semantics: WriteSemantics = .rfc, types: ResourceTypes = .standard, notes: [String] = []
  ) {
    (self.method, self.path, self.query, self.headers) = (method, path, query, headers)
    (self.body, self.semantics, self.types, self.notes) = (body, semantics, types, notes)
  }
}

extension AdapterRequest {
  /// Notes kept per message: a request of a thousand operations must not become a thousand notes.
  public static let noteLimit = 64

  /// Leaves a note, once: one line of at most 240 characters, since what was sent may be quoted in it.
  public mutating func note(_ text: String) { Self.add(text, to: &notes) }

  static func add(_ text: String, to notes: inout [String]) {
    let line = String(text.printable.prefix(240))
    guard notes.count < noteLimit, !notes.contains(line) else { return }
    notes.append(line)
  }

  /// The first header of that name, in any case (RFC 9110 §5.1).
  public func header(_ name: String) -> String? {
    headers.first { equalIgnoringASCIICase($0.name, name) }?.value
  }

  /// The resource type that the path names; nil for anything but `/Users…` and `/Groups…` (RFC 7644 §3.2).
  public var resourceType: ResourceType? {
    switch place?.collection {
    case .users?: types.user
    case .groups?: types.group
    case nil: nil
    }
  }

  /// Whether it creates a resource: POST to the collection (RFC 7644 §3.3).
  public var isCreate: Bool { method == "POST" && place?.isCollection == true }

  /// Whether it replaces a resource: PUT (RFC 7644 §3.5.1).
  public var isReplace: Bool { method == "PUT" && place != nil }

  /// Whether it changes a resource by operations: PATCH (RFC 7644 §3.5.2).
  public var isPatch: Bool { method == "PATCH" && place != nil }

  /// Whether it is a query by POST (RFC 7644 §3.4.3).
  public var isSearch: Bool { method == "POST" && path.hasSuffix("/.search") }

  /// Whether it is about users.
  var isAboutUsers: Bool { place?.collection == .users }

  /// Whether it is about groups.
  var isAboutGroups: Bool { place?.collection == .groups }

  private var place: RequestPlace? { RequestPlace(path) }
}
