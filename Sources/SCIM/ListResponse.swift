public import JSON

/// The answer to a query (RFC 7644 §3.4.2).
public enum ListResponse {
  /// The text of a page up to its first resource: the resources, between commas, and `]}` follow it.
  public static func head(total: Int, startIndex: Int, items: Int) -> String {
    "{\"schemas\":[\"\(SCIMURN.listResponse)\"],\"totalResults\":\(total),\"startIndex\":\(startIndex),"
      + "\"itemsPerPage\":\(items),\"Resources\":["
  }

  /// A page of resources; `total` counts all that match, `startIndex` from 1.
  public static func json(resources: [JSON], total: Int, startIndex: Int) -> JSON {
    .object([
      "schemas": [.string(SCIMURN.listResponse)], "totalResults": JSON(total), "startIndex": JSON(startIndex),
      "itemsPerPage": JSON(resources.count), "Resources": .array(resources),
    ])
  }
}
