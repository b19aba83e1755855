internal import JSON

/// An attribute or sub-attribute that a query names; names are the same in any case (RFC 7644 §3.10).
struct NamedAttribute: Sendable, Hashable {
  var schema: String?
  var attribute: String
  var subAttribute: String?

  /// URN, attribute and sub-attribute.
  var text: String { [schema.map { $0 + ":" }, attribute, subAttribute.map { "." + $0 }].compactMap { $0 }.joined() }

  /// Reads the names of a parameter.
  /// - Throws: `invalidValue`, naming the parameter.
  static func all(_ names: [String], _ parameter: String, _ type: ResourceType) throws(SCIMError) -> [NamedAttribute] {
    guard names.count <= WriteLimits.attributes else {
      throw .invalidValue("\(parameter): more than \(WriteLimits.attributes) names")
    }
    var list: [NamedAttribute] = []
    for name in names {
      guard let path = try read(name, parameter, type) else { continue }
      list.append(
        NamedAttribute(schema: path.schema, attribute: path.attribute, subAttribute: path.subAttribute))
    }
    return list
  }

  private static func read(
    _ name: String, _ parameter: String, _ type: ResourceType
  ) throws(SCIMError) -> AttributePath? {
    let trimmed = name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    guard !trimmed.isEmpty else { return nil }
    do { return try AttributePath(parsing: String(trimmed), for: type) } catch {
      throw .invalidValue("\(parameter): \(error.detail)")
    }
  }

  /// Whether this names `other` or a part of it; an extension named whole names its attributes.
  func isAttribute(_ other: NamedAttribute) -> Bool {
    if equalIgnoringASCIICase(attribute, other.attribute), schema == other.schema { return true }
    return schema == nil && other.schema.map { equalIgnoringASCIICase(attribute, $0) } == true
  }
}
