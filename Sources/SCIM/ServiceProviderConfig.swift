public import JSON

extension Discovery {
  /// The body of `/ServiceProviderConfig`: every member that RFC 7643 §5 requires, and only what is on as supported.
  public static func serviceProviderConfig(location: String, features: Features) -> JSON {
    var members: JSONObject = ["schemas": [.string(SCIMURN.serviceProviderConfig)]]
    if let page = features.documentationURI { members["documentationUri"] = .string(page) }
    members["patch"] = supported(true)
    members["bulk"] = [
      "supported": .bool(features.bulk != nil), "maxOperations": JSON(features.bulk?.maxOperations ?? 0),
      "maxPayloadSize": JSON(features.bulk?.maxPayloadSize ?? 0),
    ]
    members["filter"] = ["supported": true, "maxResults": JSON(features.maxResults)]
    members["changePassword"] = supported(features.changePassword)
    if let pages = features.pages { members["pagination"] = pages.json }
    members["sort"] = supported(features.sort)
    members["etag"] = supported(features.etag)
    members["authenticationSchemes"] = .array(
      features.authenticationSchemes.enumerated().map { $0.element.json(isPrimary: $0.offset == 0) })
    members["meta"] = ["resourceType": "ServiceProviderConfig", "location": .string(location)]
    return .object(members)
  }

  private static func supported(_ isOn: Bool) -> JSON { ["supported": .bool(isOn)] }
}

extension PageLimits {
  fileprivate var json: JSON {
    [
      "cursor": true, "index": true, "defaultPaginationMethod": "index", "defaultPageSize": JSON(standard),
      "maxPageSize": JSON(most), "cursorTimeout": JSON(cursorSeconds),
    ]
  }
}

extension AuthenticationScheme {
  fileprivate func json(isPrimary: Bool) -> JSON {
    [
      "type": .string(type), "name": .string(name), "description": .string(description),
      "specUri": .string(specURI), "primary": .bool(isPrimary),
    ]
  }
}
