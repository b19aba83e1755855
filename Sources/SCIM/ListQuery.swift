public import JSON

/// What a client asks of a list: filter, order, page and attributes (RFC 7644 §3.4.2).
public struct ListQuery: Sendable, Hashable {
  /// Which resources; nil for all.
  public var filter: Filter?
  /// The attribute to sort by; nil for the order of the store.
  public var sortBy: AttributePath?
  /// Whether the order is turned round.
  public var descending = false
  /// The first result's place, from 1 (RFC 7644 §3.4.2.4: less counts as 1).
  public var startIndex = 1
  /// The page's cursor, empty for the first; nil when pages are counted by `startIndex` (RFC 9865 §2).
  public var cursor: String?
  /// How many at most; nil for the service's choice, and less than 0 counts as 0.
  public var count: Int?
  /// Which attributes.
  public var projection = Projection.all

  /// Everything, from the start.
  public init() {}

  /// Reads the parameters of a GET, decoded; unknown ones are ignored.
  /// - Throws: `invalidFilter`, `invalidPath` or `invalidValue`, naming the parameter.
  public init(query: [(name: String, value: String)], for type: ResourceType) throws(SCIMError) {
    let parameters = try QueryParameters(query)
    try self.init(
      type, filter: parameters["filter"], sortBy: parameters["sortBy"], sortOrder: parameters["sortOrder"],
      startIndex: try parameters.integer("startIndex"), cursor: parameters["cursor"], count: try parameters.count())
    projection = try Projection(
      attributes: splitNames(parameters["attributes"]), excluded: splitNames(parameters["excludedAttributes"]),
      for: type)
  }

  /// Reads the body of a POST to `.search` (RFC 7644 §3.4.3).
  /// - Throws: `invalidFilter`, `invalidPath`, `invalidValue` or `invalidSyntax`, naming the member.
  public init(searchRequest body: JSONObject, for type: ResourceType) throws(SCIMError) {
    let request = SearchRequest(body: body)
    try self.init(
      type, filter: try request.text("filter"), sortBy: try request.text("sortBy"),
      sortOrder: try request.text("sortOrder"), startIndex: try request.integer("startIndex"),
      cursor: try request.text("cursor"), count: try request.count())
    projection = try Projection(
      attributes: try request.names("attributes"), excluded: try request.names("excludedAttributes"), for: type)
  }

  private init(
    _ type: ResourceType, filter: String?, sortBy: String?, sortOrder: String?, startIndex: Int?, cursor: String?,
    count: Int?
  ) throws(SCIMError) {
    if let filter { self.filter = try Filter(parsing: filter, for: type) }
    if let sortBy { self.sortBy = try AttributePath(sortBy: sortBy, for: type) }
    switch sortOrder?.lowercased() {
    case nil, "ascending": descending = false
    case "descending": descending = true
    default: throw .invalidValue("sortOrder is ascending or descending")
    }
    guard cursor == nil || startIndex == nil else {
      throw .invalidValue("cursor and startIndex are two ways of paging: give one of them")
    }
    self.cursor = cursor
    self.startIndex = max(1, startIndex ?? 1)
    self.count = count.map { max(0, $0) }
  }

  /// What is asked for beside the page, as one text: the same as long as the answer's resources are the same.
  public var text: String {
    [
      filter?.description ?? "", sortBy?.description ?? "", sortBy != nil && descending ? "descending" : "",
      projection.text,
    ].joined(separator: "\n")
  }

  /// The places (from 0) of the page among `total` results; empty beyond the end.
  ///
  /// It holds `standard` results when the client doesn't say how many, and never more than `limit`.
  public func page(of total: Int, standard: Int = 100, limit: Int = 1000) -> Range<Int> {
    let total = max(0, total)
    let start = min(startIndex - 1, total)
    let length = max(0, min(count ?? standard, limit, total - start))
    return start..<start + length
  }
}

extension AttributePath {
  fileprivate init(sortBy text: String, for type: ResourceType) throws(SCIMError) {
    do { try self.init(parsing: text, for: type) } catch { throw .invalidPath("sortBy: \(error.detail)") }
    guard filter == nil else { throw .invalidPath("sortBy: an attribute is expected, without a filter") }
    guard type.attribute(at: self)?.returned != .never else {
      throw .invalidPath("sortBy: \(attribute) is never returned, and nothing is sorted by it")
    }
  }
}
