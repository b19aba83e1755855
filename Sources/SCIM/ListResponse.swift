public import JSON

/// The answer to a query (RFC 7644 §3.4.2).
public enum ListResponse {
  /// A page of resources; `total` counts all that match, `startIndex` from 1.
  public static func json(resources: [JSON], total: Int, startIndex: Int) -> JSON {
    .object([
      "schemas": [.string(SCIMURN.listResponse)], "totalResults": JSON(total), "startIndex": JSON(startIndex),
      "itemsPerPage": JSON(resources.count), "Resources": .array(resources),
    ])
  }
}
