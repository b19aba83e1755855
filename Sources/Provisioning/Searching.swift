internal import Directory
internal import JSON
internal import SCIM
internal import Store

extension ProvisioningEndpoint {
  /// Answers a search with one page of it; a filter that names nothing is 200 and an empty list.
  func search(_ query: EndpointQuery) throws -> SCIMAnswer {
    let limits = configuration.limits
    let count = min(query.list.count ?? limits.pageDefault, limits.pageMaximum)
    let deadline = ContinuousClock.now.advanced(by: .seconds(limits.searchSeconds))
    return try store.read { snapshot in
      if let answer = try verbatim(query, count: count, snapshot) { return answer }
      let search = Search(configuration, query, count: count, deadline: deadline)
      let page = try search.run(snapshot)
      let resources = try search.render(page.records, snapshot)
      return SCIMAnswer(
        status: 200,
        body: ListResponse.json(resources: resources, total: page.total, startIndex: query.list.startIndex))
    }
  }
}

/// One search on one snapshot.
private struct Search {
  struct Page {
    var records: [SourceRecord]
    var total: Int
  }

  private let configuration: EndpointConfiguration
  private let query: EndpointQuery
  private let count: Int
  private let deadline: ContinuousClock.Instant
  private let renderer: ResourceRenderer
  private let batch = 500
  /// The members of groups on one page, more or less: the page is cut after the group that passes it.
  private let mostMembers = 100_000

  init(
    _ configuration: EndpointConfiguration, _ query: EndpointQuery, count: Int, deadline: ContinuousClock.Instant
  ) {
    self.configuration = configuration
    self.query = query
    self.count = count
    self.deadline = deadline
    self.renderer = ResourceRenderer(configuration, .all)
  }

  private var provider: ProviderName { configuration.identity.name }

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
    try eachMatch(snapshot) { record, _ in
      if page.total >= first, page.records.count < count { page.records.append(record) }
      page.total += 1
    }
    return page
  }

  /// Keeps sort keys and ids only, and reads the page's resources once their places are known.
  private func sorted(_ snapshot: Snapshot) throws -> Page {
    guard let path = query.list.sortBy else { return Page(records: [], total: 0) }
    let sorted = path.schema ?? path.attribute
    var found: [JSONObject] = []
    var kinds: [String: EntryKind] = [:]
    try eachMatch(snapshot) { record, resource in
      var slim: JSONObject = ["id": .string(record.id)]
      slim[sorted] = resource[sorted]
      found.append(slim)
      kinds[record.id] = record.kind
    }
    let ids = query.list.sorted(found, type: (query.parts.first?.kind ?? .user).resourceType).compactMap {
      $0["id"]?.string
    }
    let records = try ids.dropFirst(query.list.startIndex - 1).prefix(count).compactMap { id in
      try configuration.shown(kinds[id] ?? .user, id, snapshot)
    }
    return Page(records: records, total: found.count)
  }

  private func eachMatch(_ snapshot: Snapshot, _ body: (SourceRecord, JSONObject) -> Void) throws {
    for part in query.parts {
      try candidates(part, snapshot) { record in
        guard ContinuousClock.now < deadline else { throw SCIMError.tooMany }
        let resource = try self.resource(record, part.list.filter, snapshot)
        guard part.list.filter?.matches(resource, of: part.kind.resourceType) ?? true else { return }
        body(record, resource)
      }
    }
  }

  private func candidates(
    _ part: EndpointQuery.Part, _ snapshot: Snapshot, _ body: (SourceRecord) throws -> Void
  ) throws {
    let kind = part.kind
    if let placeholder = try configuration.placeholder(kind, snapshot) { return try body(placeholder) }
    switch part.plan {
    case .id(let id): try snapshot.source(provider, kind, id: id).map(body)
    case .key(let attribute, let value):
      try snapshot.sources(provider, kind, attribute: attribute, value: value).forEach(body)
    case .member(let value):
      for group in try snapshot.groupsWithMember(provider, value: value) {
        try snapshot.source(provider, .group, id: group.id).map(body)
      }
    case .scan:
      var last: String?
      repeat {
        let records = try snapshot.sources(provider, kind, after: last, limit: batch)
        try records.forEach(body)
        last = records.count == batch ? records.last?.id : nil
      } while last != nil
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
