internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

extension ProvisioningEndpoint {
  /// Answers a search with one page of it; a filter that names nothing is 200 and an empty list.
  func search(_ query: EndpointQuery, at now: Timestamp) throws -> SCIMAnswer {
    if let cursor = query.list.cursor { return try searchByCursor(query, cursor, at: now) }
    return try store.read { snapshot in
      let count = pageSize(query)
      if let answer = try verbatim(query, count: count, snapshot) { return answer }
      let search = Search(configuration, query, count: count, limits: configuration.limits)
      let page = try search.run(snapshot)
      let resources = try search.render(page.records, snapshot)
      return SCIMAnswer(
        status: 200,
        body: ListResponse.json(resources: resources, total: page.total, startIndex: query.list.startIndex))
    }
  }

  /// How many resources a page has, as asked for and within the limits.
  func pageSize(_ query: EndpointQuery) -> Int {
    min(query.list.count ?? configuration.limits.pageDefault, configuration.limits.pageMaximum)
  }
}

/// One search on one snapshot.
struct Search {
  struct Page {
    var records: [SourceRecord]
    var total: Int
  }

  let configuration: EndpointConfiguration
  let query: EndpointQuery
  let count: Int
  private let deadline: ContinuousClock.Instant
  private let renderer: ResourceRenderer
  /// The members of groups on one page, more or less: the page is cut after the group that passes it.
  private let mostMembers = 100_000

  init(_ configuration: EndpointConfiguration, _ query: EndpointQuery, count: Int, limits: EndpointLimits) {
    self.configuration = configuration
    self.query = query
    self.count = count
    deadline = ContinuousClock.now.advanced(by: .seconds(limits.searchSeconds))
    renderer = ResourceRenderer(configuration, .all)
  }

  var provider: ProviderName { configuration.identity.name }

  func run(_ snapshot: Snapshot) throws -> Page {
    if query.list.filter == nil, query.list.sortBy == nil, query.parts.count == 1, let kind = query.parts.first?.kind,
      try configuration.placeholder(kind, snapshot) == nil
    {
      return Page(
        records: try count == 0
          ? [] : snapshot.sources(provider, kind, offset: query.list.startIndex - 1, limit: count),
        total: try snapshot.sourceCount(provider, kind))
    }
    return query.list.sortBy == nil ? try inOrderOfIDs(snapshot) : try sorted(snapshot)
  }

  private func inOrderOfIDs(_ snapshot: Snapshot) throws -> Page {
    var page = Page(records: [], total: 0)
    let first = query.list.startIndex - 1
    for part in query.parts {
      try eachMatch(of: part, snapshot) { record, _ in
        if page.total >= first, page.records.count < count { page.records.append(record) }
        page.total += 1
        return true
      }
    }
    return page
  }

  private func sorted(_ snapshot: Snapshot) throws -> Page {
    let found = try places(snapshot).sorted { query.list.isBefore($0.place, $1.place) }
    let records = try found.dropFirst(query.list.startIndex - 1).prefix(count).compactMap { kind, place in
      try configuration.shown(kind, place.id, snapshot)
    }
    return Page(records: records, total: found.count)
  }

  /// The places of all matches in the order asked for: sort keys and ids only, since the page's resources are read
  /// once it is known which they are.
  func places(_ snapshot: Snapshot) throws -> [(kind: EntryKind, place: SortPlace)] {
    let type = configuration.types[query.parts.first?.kind ?? .user]
    var found: [(kind: EntryKind, place: SortPlace)] = []
    for part in query.parts {
      try eachMatch(of: part, snapshot) { record, resource in
        found.append((record.kind, query.list.place(of: resource, type: type)))
        return true
      }
    }
    return found
  }

  /// Gives the matches with an id after `after`, by ascending id, until `body` says that it has enough; false then.
  @discardableResult
  func eachMatch(
    of part: EndpointQuery.Part, after: String? = nil, _ snapshot: Snapshot,
    _ body: (SourceRecord, JSONObject) -> Bool
  ) throws -> Bool {
    try candidates(part, after: after, snapshot) { record in
      guard ContinuousClock.now < deadline else { throw SCIMError.tooMany }
      let resource = try self.resource(record, part.list.filter, snapshot)
      guard part.list.filter?.matches(resource) ?? true else { return true }
      return body(record, resource)
    }
  }

  private func candidates(
    _ part: EndpointQuery.Part, after: String?, _ snapshot: Snapshot, _ body: (SourceRecord) throws -> Bool
  ) throws -> Bool {
    let known: [SourceRecord]
    if let placeholder = try configuration.placeholder(part.kind, snapshot) {
      known = [placeholder]
    } else {
      switch part.plan {
      case .id(let id): known = try snapshot.source(provider, part.kind, id: id).map { [$0] } ?? []
      case .key(let attribute, let value):
        known = try snapshot.sources(provider, part.kind, attribute: attribute, value: value)
      case .member(let value):
        let groups = try snapshot.groupsWithMember(provider, value: value).map(\.id).sorted()
        known = try groups.compactMap { try snapshot.source(provider, .group, id: $0) }
      case .scan: return try scan(part, after: after, snapshot, body)
      }
    }
    for record in known where after.map({ record.id > $0 }) ?? true {
      guard try body(record) else { return false }
    }
    return true
  }

  private func scan(
    _ part: EndpointQuery.Part, after: String?, _ snapshot: Snapshot, _ body: (SourceRecord) throws -> Bool
  ) throws -> Bool {
    let batch = 500
    var last = after
    while true {
      let records = try snapshot.sources(provider, part.kind, after: last, limit: batch)
      for record in records {
        guard try body(record) else { return false }
      }
      guard records.count == batch, let end = records.last else { return true }
      last = end.id
    }
  }

  /// What the filter sees: members and groups are read only if it asks for them, and of members only those it names
  /// if it asks for nothing else.
  private func resource(_ record: SourceRecord, _ filter: Filter?, _ snapshot: Snapshot) throws -> JSONObject {
    var resource = renderer.plain(record)
    guard let filter else { return resource }
    let asked = filter.attributes
    if record.kind == .group, asked.contains("members") {
      resource["members"] = try members(record, filter, snapshot)
    }
    if record.kind == .user, asked.contains("groups") {
      resource["groups"] = .array(try renderer.groups(record, snapshot))
    }
    return resource
  }

  private func members(_ record: SourceRecord, _ filter: Filter, _ snapshot: Snapshot) throws -> JSON {
    guard let named = filter.namedMembers else {
      return .array(try renderer.allMembers(record, snapshot))
    }
    return .array(try snapshot.members(of: record.id, provider, named: named).map(renderer.member))
  }

  /// The page's resources, as far as they are asked for; fewer of them when their members would be too many at once
  /// (RFC 7644 §3.4.2.4 lets a page be shorter).
  func render(_ records: [SourceRecord], _ snapshot: Snapshot) throws -> [JSON] {
    var resources: [JSON] = []
    var members = 0
    for record in records {
      guard ContinuousClock.now < deadline else { throw SCIMError.tooMany }
      guard members < mostMembers else { break }
      let part = query.parts.first { $0.kind == record.kind }
      let renderer = ResourceRenderer(configuration, part?.list.projection ?? .all)
      guard case .object(var resource) = try renderer.json(record, snapshot) else { continue }
      if let shown = try renderer.members(record, snapshot) {
        resource["members"] = .array(shown)
        members += shown.count
      }
      resources.append(.object(resource))
    }
    return resources
  }
}
