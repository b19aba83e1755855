internal import Directory
internal import JSON
internal import SCIM

/// A search as it will be carried out: which resources, by what, which page.
struct EndpointQuery: Sendable {
  var kinds: [EntryKind]
  var list: ListQuery
  var plan: QueryPlan
}

extension ProvisioningEndpoint {
  /// A search by query parameters (RFC 7644 §3.4.2).
  func listQuery(_ asked: SCIMRequest, _ kind: EntryKind) throws -> EndpointQuery {
    let list = try ListQuery(query: asked.query, for: kind.resourceType)
    return EndpointQuery(kinds: [kind], list: list, plan: QueryPlan(list.filter, kind, configuration))
  }

  /// A search by `POST …/.search` (RFC 7644 §3.4.3); at the root over users and groups.
  func searchQuery(_ asked: SCIMRequest, _ kind: EntryKind?) throws -> EndpointQuery {
    let list = try ListQuery(searchRequest: try asked.object(), for: (kind ?? .user).resourceType)
    guard let kind else { return EndpointQuery(kinds: [.user, .group], list: list, plan: .scan) }
    return EndpointQuery(kinds: [kind], list: list, plan: QueryPlan(list.filter, kind, configuration))
  }
}

/// How the candidates of a search are found; the whole filter is evaluated on each of them afterwards.
enum QueryPlan: Sendable, Hashable {
  /// By the resource's id.
  case id(String)
  /// By a kept key.
  case key(attribute: String, value: String)
  /// Groups by a member.
  case member(String)
  /// One after another.
  case scan

  /// Takes the narrowest of the equalities that must hold.
  init(_ filter: Filter?, _ kind: EntryKind, _ configuration: EndpointConfiguration) {
    self = .scan
    guard let filter else { return }
    let keys = SourceKeys(configuration)
    for (path, value) in filter.equalities {
      let name = path.attribute.lowercased()
      if name == "id", path.schema == nil, let id = value.string {
        self = .id(id)
        return
      }
      if let key = keys.key(path, value, kind) {
        self = .key(attribute: key.attribute, value: key.value)
      } else if kind == .group, name == "members", path.subAttribute?.lowercased() ?? "value" == "value",
        self == .scan, let member = value.string
      {
        self = .member(member)
      }
    }
  }

  /// Whether it touches a handful of rows at most.
  var isPoint: Bool { self != .scan }
}
