internal import Directory
internal import JSON
internal import SCIM

/// A search as it will be carried out: what of each kind of resource, and which page of it all.
struct EndpointQuery: Sendable {
  /// What is searched of one kind: the names of filter and projection are those of its resource type.
  struct Part: Sendable {
    var kind: EntryKind
    var list: ListQuery
    var plan: QueryPlan
  }

  var parts: [Part]
  /// Order and page, which are those of all parts.
  var list: ListQuery

  init(_ lists: [(kind: EntryKind, list: ListQuery)], _ configuration: EndpointConfiguration) {
    parts = lists.map { Part(kind: $0.kind, list: $0.list, plan: QueryPlan($0.list.filter, $0.kind, configuration)) }
    list = lists.first?.list ?? ListQuery()
  }

  /// What is searched, beside the page, as one text: a cursor is good for this and nothing else.
  var text: String { parts.map { "\($0.kind.rawValue)\n\($0.list.text)" }.joined(separator: "\n\n") }

  /// Whether it touches a handful of rows at most, members of groups included.
  var isPoint: Bool {
    parts.allSatisfy { $0.plan.isPoint && ($0.kind == .user || !$0.list.projection.includes("members")) }
  }
}

extension ProvisioningEndpoint {
  /// A search by query parameters (RFC 7644 §3.4.2).
  func listQuery(_ asked: SCIMRequest, _ kind: EntryKind) throws -> EndpointQuery {
    EndpointQuery([(kind, try ListQuery(query: asked.query, for: configuration.types[kind]))], configuration)
  }

  /// A search by `POST …/.search` (RFC 7644 §3.4.3); at the root over users and groups.
  func searchQuery(_ asked: SCIMRequest, _ kind: EntryKind?) throws -> EndpointQuery {
    let body = try asked.object()
    let kinds = kind.map { [$0] } ?? [.user, .group]
    return EndpointQuery(
      try kinds.map { ($0, try ListQuery(searchRequest: body, for: configuration.types[$0])) }, configuration)
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
