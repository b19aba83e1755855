internal import Directory
internal import JSON
internal import SCIM
internal import Store
internal import Text

extension ProvisioningEndpoint {
  /// Answers a search with the page that its cursor names (RFC 9865).
  func searchByCursor(_ query: EndpointQuery, _ text: String, at now: Timestamp) throws -> SCIMAnswer {
    let seal = CursorSeal(
      secret: store.secret, provider: configuration.identity.name.description, query: query.text)
    let cursor = text.isEmpty ? nil : try opened(text, seal, query, at: now)
    let count = cursor?.count ?? pageSize(query)
    return try store.read { snapshot in
      let search = Search(configuration, query, count: count, limits: configuration.limits)
      let page = try search.page(after: cursor?.place, total: cursor?.total, snapshot)
      let resources = try search.render(page.records, snapshot)
      // A page that is cut short goes on where it was cut.
      let hasMore = page.hasMore || resources.count < page.records.count
      let next = hasMore && !resources.isEmpty ? page.places[resources.count - 1] : nil
      return SCIMAnswer(
        status: 200,
        body: ListResponse.json(
          resources: resources, total: page.total,
          nextCursor: next.map {
            seal.seal(Cursor(made: now, count: count, total: page.isCounted ? nil : page.total, place: $0))
          }))
    }
  }

  private func opened(
    _ text: String, _ seal: CursorSeal, _ query: EndpointQuery, at now: Timestamp
  ) throws(SCIMError) -> Cursor {
    let cursor = try seal.open(text)
    let seconds = configuration.limits.cursorSeconds
    guard now.milliseconds - cursor.made.milliseconds <= Int64(seconds) * 1000 else {
      throw .expiredCursor("cursor: it was good for \(seconds) seconds; begin again with an empty cursor")
    }
    guard pageSize(query) == cursor.count else {
      throw .invalidCount(
        "count: the cursor belongs to pages of \(cursor.count); count stays the same from page to page")
    }
    return cursor
  }
}

/// One page by cursor, with the place of each of its resources.
struct CursorPage {
  var records: [SourceRecord] = []
  var places: [Cursor.Place] = []
  var total = 0
  /// Whether the total is counted for each page, and not remembered from the first.
  var isCounted = true
  var hasMore = false
}

extension Search {
  /// The page after a place, or the first; `total` is what the first page counted.
  func page(after place: Cursor.Place?, total: Int?, _ snapshot: Snapshot) throws -> CursorPage {
    switch place {
    case .sorted(let place)?: try sortedPage(after: place, snapshot)
    case nil where query.list.sortBy != nil: try sortedPage(after: nil, snapshot)
    case .id, nil: try pageByID(after: place, total, snapshot)
    }
  }

  private func pageByID(after place: Cursor.Place?, _ total: Int?, _ snapshot: Snapshot) throws -> CursorPage {
    var page = CursorPage()
    let counted = try plainTotal(snapshot)
    let known = total ?? counted
    page.isCounted = counted != nil
    var matches = 0
    for (part, id) in rest(after: place) {
      let goesOn = try eachMatch(of: part, after: id, snapshot) { record, _ in
        matches += 1
        if page.records.count < count {
          page.records.append(record)
          page.places.append(.id(record.kind, record.id))
        } else {
          page.hasMore = true
        }
        return known == nil || !page.hasMore
      }
      guard goesOn else { break }
    }
    page.total = known ?? matches
    return page
  }

  /// The parts that a page may still come from, and after which id.
  private func rest(after place: Cursor.Place?) -> [(EndpointQuery.Part, String?)] {
    guard case .id(let kind, let id)? = place else { return query.parts.map { ($0, nil) } }
    return query.parts.drop { $0.kind != kind }.map { ($0, $0.kind == kind ? id : nil) }
  }

  /// How many there are where the store counts them; nil where every resource has to be looked at.
  private func plainTotal(_ snapshot: Snapshot) throws -> Int? {
    var total = 0
    for part in query.parts {
      guard part.list.filter == nil, try configuration.placeholder(part.kind, snapshot) == nil else { return nil }
      total += try snapshot.sourceCount(provider, part.kind)
    }
    return total
  }

  private func sortedPage(after place: SortPlace?, _ snapshot: Snapshot) throws -> CursorPage {
    let found = try places(snapshot)
    let left = found.filter { found in place.map { query.list.isBefore($0, found.place) } ?? true }
      .sorted { query.list.isBefore($0.place, $1.place) }
    var page = CursorPage()
    for (kind, place) in left.prefix(count) {
      guard let record = try configuration.shown(kind, place.id, snapshot) else { continue }
      page.records.append(record)
      page.places.append(.sorted(place))
    }
    (page.total, page.hasMore) = (found.count, left.count > count)
    return page
  }
}
