public import JSON

/// What one operation of a bulk came to (RFC 7644 §3.7.3).
public struct BulkAnswer: Sendable, Hashable {
  /// The operation.
  public var operation: BulkOperation
  /// The status that a request of its own would have had.
  public var status: Int
  /// Where the resource is; nil for a POST that failed.
  public var location: String?
  /// The resource's entity tag, where there is one.
  public var version: String?
  /// The error's body; nothing when it was carried out.
  public var response: JSON?

  /// What an operation came to.
  public init(
    _ operation: BulkOperation, status: Int, location: String? = nil, version: String? = nil, response: JSON? = nil
  ) {
    self.operation = operation
    self.status = status
    self.location = location
    self.version = version
    self.response = response
  }

  /// Whether it wasn't carried out.
  public var isError: Bool { status >= 400 }

  /// The whole answer, its operations in the order in which they were sent.
  public static func json(_ answers: [BulkAnswer]) -> JSON {
    let sorted = answers.sorted { $0.operation.number < $1.operation.number }
    return ["schemas": [.string(SCIMURN.bulkResponse)], "Operations": .array(sorted.map(\.json))]
  }

  private var json: JSON {
    var members = JSONObject()
    if let location { members["location"] = .string(location) }
    members["method"] = .string(operation.method)
    members["bulkId"] = operation.bulkID.map(JSON.string)
    if let version { members["version"] = .string(version) }
    members["status"] = .string(String(status))
    members["response"] = response
    return .object(members)
  }
}
