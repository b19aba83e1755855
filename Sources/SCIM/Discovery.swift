public import JSON

/// What the service tells about itself (RFC 7644 §4); `base` is the endpoint's URL without a slash at its end.
public enum Discovery {
  /// The resource types of `/ResourceTypes`, each with its location (RFC 7643 §6).
  public static func resourceTypes(base: String, types: [ResourceType] = [.user, .group]) -> [JSON] {
    types.map { json($0, base: base) }
  }

  /// One resource type by its name, in any case; nil when there is none.
  public static func resourceType(
    _ name: String, base: String, types: [ResourceType] = [.user, .group]
  ) -> JSON? {
    types.first { equalIgnoringASCIICase($0.name, name) }.map { json($0, base: base) }
  }

  /// The schemas of `/Schemas`, each once (RFC 7643 §7).
  public static func schemas(
    base: String, types: [ResourceType] = [.user, .group], view: SchemaView = .full
  ) -> [JSON] {
    all(types).map { json($0, base: base, view) }
  }

  /// One schema by its URN, in any case; nil when there is none.
  public static func schema(
    _ urn: String, base: String, types: [ResourceType] = [.user, .group], view: SchemaView = .full
  ) -> JSON? {
    all(types).first { equalIgnoringASCIICase($0.id, urn) }.map { json($0, base: base, view) }
  }

  private static func all(_ types: [ResourceType]) -> [Schema] {
    var schemas: [Schema] = []
    for schema in types.flatMap({ [$0.schema] + $0.extensions }) where !schemas.contains(where: { $0.id == schema.id })
    {
      schemas.append(schema)
    }
    return schemas
  }

  private static func json(_ schema: Schema, base: String, _ view: SchemaView) -> JSON {
    view.schema(schema).json(location: "\(base)/Schemas/\(schema.id)")
  }

  private static func json(_ type: ResourceType, base: String) -> JSON {
    var members: JSONObject = [
      "schemas": [.string(SCIMURN.resourceType)], "id": .string(type.name), "name": .string(type.name),
      "endpoint": .string(type.endpoint), "description": .string(type.description),
      "schema": .string(type.schema.id),
    ]
    if !type.extensions.isEmpty {
      members["schemaExtensions"] = .array(
        type.extensions.map { ["schema": .string($0.id), "required": false] })
    }
    members["meta"] = ["resourceType": "ResourceType", "location": .string("\(base)/ResourceTypes/\(type.name)")]
    return .object(members)
  }
}
