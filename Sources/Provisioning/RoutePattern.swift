internal import Directory

/// A row of the endpoint's route table: paths below the endpoint, and what they mean (RFC 7644 §3.2).
struct RoutePattern: Sendable {
  /// The paths: `{id}` is any one segment, `…` any that follow.
  let path: String
  private let segments: [String]
  private let meaning: @Sendable (String) -> EndpointRoute

  private init(_ path: String, _ meaning: @escaping @Sendable (String) -> EndpointRoute) {
    self.path = path
    segments = path.split(separator: "/").map(String.init)
    self.meaning = meaning
  }

  /// Every route there is; the first that fits counts.
  static let all: [RoutePattern] = [
    RoutePattern("/Users") { _ in .collection(.user) },
    RoutePattern("/Groups") { _ in .collection(.group) },
    RoutePattern("/Users/.search") { _ in .search(.user) },
    RoutePattern("/Groups/.search") { _ in .search(.group) },
    RoutePattern("/Users/{id}") { .resource(.user, id: $0) },
    RoutePattern("/Groups/{id}") { .resource(.group, id: $0) },
    RoutePattern("/.search") { _ in .search(nil) },
    RoutePattern("/ServiceProviderConfig") { _ in .serviceProviderConfig },
    RoutePattern("/ResourceTypes") { _ in .resourceTypes(nil) },
    RoutePattern("/ResourceTypes/{id}") { .resourceTypes($0) },
    RoutePattern("/Schemas") { _ in .schemas(nil) },
    RoutePattern("/Schemas/{id}") { .schemas($0) },
    RoutePattern("/Bulk") { _ in .bulk },
    RoutePattern("/Me/…") { _ in .me },
  ]

  /// What a path means, if it is one of these.
  func route(_ path: [String]) -> EndpointRoute? {
    let isOpen = segments.last == "…"
    guard isOpen ? path.count >= segments.count - 1 : path.count == segments.count else { return nil }
    var id = ""
    for (pattern, segment) in zip(segments, path) where pattern != "…" {
      guard pattern == "{id}" || pattern == segment else { return nil }
      if pattern == "{id}" { id = segment }
    }
    return meaning(id)
  }
}
