internal import Directory
internal import HTTP
internal import SCIM

/// A raw path taken apart: `/scim/v2/<provider>/…`, empty segments collapsed (E-02), each decoded on its own.
struct EndpointPath {
  /// The provider's segment; nil when there is none, or it can't be decoded.
  var provider: String?
  /// What follows it, decoded; nil when a segment can't be: then nothing is there, whoever asks.
  var rest: [String]?

  /// Nil when the path doesn't lie under `/scim/v2`.
  init?(_ raw: String) {
    let segments = raw.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    guard raw.utf8.first == UInt8(ascii: "/"), segments.count >= 2, segments[0] == "scim", segments[1] == "v2" else {
      return nil
    }
    provider = segments.count > 2 ? PathSegments.decode(segments[2]) : nil
    let decoded = segments.dropFirst(3).map(PathSegments.decode)
    rest = decoded.contains(nil) ? nil : decoded.compactMap { $0 }
  }
}

/// What a path below the endpoint means (RFC 7644 §3.2).
enum EndpointRoute: Hashable {
  case collection(EntryKind)
  case resource(EntryKind, id: String)
  case search(EntryKind?)
  case serviceProviderConfig
  case resourceTypes(String?)
  case schemas(String?)
  case bulk
  case me

  /// Nil when nothing is there.
  init?(_ path: [String]) {
    guard let route = RoutePattern.all.lazy.compactMap({ $0.route(path) }).first else { return nil }
    self = route
  }

  /// The methods that mean something there.
  var methods: [String] {
    switch self {
    case .collection: ["GET", "HEAD", "POST"]
    case .resource: ["GET", "HEAD", "PUT", "PATCH", "DELETE"]
    case .search, .bulk: ["POST"]
    case .serviceProviderConfig, .resourceTypes, .schemas: ["GET", "HEAD"]
    case .me: []
    }
  }
}

extension EntryKind {
  /// The SCIM resource type whose resources become entries of this kind.
  var resourceType: ResourceType { self == .user ? .user : .group }
}
