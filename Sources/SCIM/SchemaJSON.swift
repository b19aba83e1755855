public import JSON

extension Schema {
  /// The schema as a resource of `/Schemas`, with every characteristic and without a null (RFC 7643 §7, fact E-72).
  public func json(location: String) -> JSON {
    .object([
      "schemas": [.string(SCIMURN.schema)], "id": .string(id), "name": .string(name),
      "description": .string(description), "attributes": .array(attributes.map(\.json)),
      "meta": ["resourceType": "Schema", "location": .string(location)],
    ])
  }
}

extension SchemaAttribute {
  /// The attribute with its characteristics (RFC 7643 §7).
  public var json: JSON {
    var members: JSONObject = [
      "name": .string(name), "type": .string(kind.rawValue), "multiValued": .bool(multiValued),
      "description": .string(description), "required": .bool(required),
    ]
    if !canonicalValues.isEmpty { members["canonicalValues"] = .array(canonicalValues.map(JSON.string)) }
    members["caseExact"] = .bool(caseExact)
    members["mutability"] = .string(mutability.rawValue)
    members["returned"] = .string(returned.rawValue)
    members["uniqueness"] = .string(uniqueness.rawValue)
    if !referenceTypes.isEmpty { members["referenceTypes"] = .array(referenceTypes.map(JSON.string)) }
    if kind == .complex { members["subAttributes"] = .array(subAttributes.map(\.json)) }
    return .object(members)
  }
}
