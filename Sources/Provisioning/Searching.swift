internal import Directory
internal import JSON
internal import SCIM
internal import Store

extension ProvisioningEndpoint {
  /// Answers a search with one page of it; a filter that names nothing is 200 and an empty list.
  func search(_ query: EndpointQuery, _ asked: SCIMRequest) throws -> SCIMAnswer {
    let limits = configuration.limits
    let count = min(query.list.count ?? limits.pageDefault, limits.pageMaximum)
    let deadline = ContinuousClock.now.advanced(by: .seconds(limits.searchSeconds))
    return try store.read { snapshot in
      let search = Search(configuration, query, count: count, deadline: deadline)
      let page = try search.run(snapshot)
      let renderer = ResourceRenderer(configuration, query.list.projection)
      let resources = try page.records.map { record in
        guard case .object(var object) = try renderer.json(record, snapshot) else { return JSON.null }
        if let members = try renderer.members(record, snapshot) { object["members"] = .array(members) }
        return .object(object)
      }
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
    if query.list.filter == nil, query.list.sortBy == nil, query.kinds.count == 1 {
      return Page(
        records: try count == 0
          ? [] : snapshot.sources(provider, query.kinds[0], offset: query.list.startIndex - 1, limit: count),
        total: try snapshot.sourceCount(provider, query.kinds[0]))
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
    let ids = query.list.sorted(found, type: (query.kinds.first ?? .user).resourceType).compactMap { $0["id"]?.string }
    let records = try ids.dropFirst(query.list.startIndex - 1).prefix(count).compactMap { id in
      try snapshot.source(provider, kinds[id] ?? .user, id: id)
    }
    return Page(records: records, total: found.count)
  }

  private func eachMatch(_ snapshot: Snapshot, _ body: (SourceRecord, JSONObject) -> Void) throws {
    for kind in query.kinds {
      try candidates(kind, snapshot) { record in
        let resource = try self.resource(record, snapshot)
        guard query.list.filter?.matches(resource, of: kind.resourceType) ?? true else { return }
        body(record, resource)
      }
    }
  }

  private func candidates(_ kind: EntryKind, _ snapshot: Snapshot, _ body: (SourceRecord) throws -> Void) throws {
    switch query.plan {
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
        guard ContinuousClock.now < deadline else { throw SCIMError.tooMany }
        let records = try snapshot.sources(provider, kind, after: last, limit: batch)
        try records.forEach(body)
        last = records.count == batch ? records.last?.id : nil
      } while last != nil
    }
  }

  /// What the filter sees: members and groups are read only if it asks for them.
  private func resource(_ record: SourceRecord, _ snapshot: Snapshot) throws -> JSONObject {
    var resource = renderer.plain(record)
    let asked = query.list.filter?.attributes ?? []
    if record.kind == .group, asked.contains("members") {
      let members = try snapshot.members(of: record.id, record.provider, limit: .max)
      resource["members"] = .array(members.map { ["value": .string($0.member.value)] })
    }
    if record.kind == .user, asked.contains("groups") {
      resource["groups"] = .array(
        try snapshot.groups(of: record).map { ["value": .string($0.id), "display": .string($0.displayName ?? "")] })
    }
    return resource
  }
}
