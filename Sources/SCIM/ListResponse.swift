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

  /// A page with the cursor of the one that follows, nil after the last (RFC 9865 §2).
  public static func json(resources: [JSON], total: Int, nextCursor: String?) -> JSON {
    var members: JSONObject = ["schemas": [.string(SCIMURN.listResponse)], "totalResults": JSON(total)]
    if let nextCursor { members["nextCursor"] = .string(nextCursor) }
    members["itemsPerPage"] = JSON(resources.count)
    members["Resources"] = .array(resources)
    return .object(members)
  }
}
