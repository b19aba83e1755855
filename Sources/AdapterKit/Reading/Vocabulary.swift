import JSON
public import SCIM

extension PathText {
  /// The definition of the attribute, without its sub-attribute; nil for what no schema knows.
  public func definition(in type: ResourceType?) -> SchemaAttribute? {
    guard let type, !attribute.isEmpty else { return nil }
    guard let schema else { return type.definition(of: attribute) }
    return type.schemas.first { equalIgnoringASCIICase($0.id, schema) }?.attribute(attribute)
  }

  /// The definition of what the path ends at; nil for what no schema knows.
  public func target(in type: ResourceType?) -> SchemaAttribute? {
    guard let subAttribute else { return definition(in: type) }
    return definition(in: type)?.subAttribute(subAttribute)
  }

  /// Whether the path is the attribute of that name of the core schema, with or without its URN.
  public func isCore(_ name: String, of type: ResourceType?) -> Bool {
    equalIgnoringASCIICase(attribute, name)
      && (schema == nil || schema.map { equalIgnoringASCIICase($0, type?.schema.id ?? "") } == true)
  }
}

extension ResourceType {
  /// The core schema and the extensions.
  var schemas: [Schema] { [schema] + extensions }

  /// The definition of an attribute of the core schema, or of one that every resource has (RFC 7643 §3.1).
  func definition(of name: String) -> SchemaAttribute? {
    if let known = schema.attribute(name) { return known }
    guard equalIgnoringASCIICase(name, "externalId") || equalIgnoringASCIICase(name, "id") else { return nil }
    return (try? AttributePath(parsing: name, for: self)).flatMap { attribute(at: $0) }
  }

  /// The registered extension with that URN, in any case.
  func registered(_ urn: String) -> Schema? {
    extensions.first { equalIgnoringASCIICase($0.id, urn) }
  }
}

extension JSON {
  /// Whether it is neither an object nor an array nor null.
  var isScalar: Bool {
    switch self {
    case .bool, .number, .string: true
    case .null, .array, .object: false
    }
  }
}
