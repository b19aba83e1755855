internal import JSON

/// A resource type: its endpoint, its schema and the extensions that its resources may use (RFC 7643 §6).
public struct ResourceType: Sendable, Hashable {
  /// `User` or `Group`.
  public var name: String
  /// The path below the base URL, such as `/Users`.
  public var endpoint: String
  /// One sentence for people.
  public var description: String
  /// The core schema.
  public var schema: Schema
  /// The extensions; none is required.
  public var extensions: [Schema]

  /// A resource type of the caller's choice.
  public init(name: String, endpoint: String, description: String, schema: Schema, extensions: [Schema]) {
    self.name = name
    self.endpoint = endpoint
    self.description = description
    self.schema = schema
    self.extensions = extensions
  }

  /// Users with the enterprise extension (RFC 7643 §4.1, §4.3).
  public static let user = ResourceType(
    name: "User", endpoint: "/Users", description: "User Account", schema: .user, extensions: [.enterpriseUser])

  /// Groups (RFC 7643 §4.2).
  public static let group = ResourceType(
    name: "Group", endpoint: "/Groups", description: "Group", schema: .group, extensions: [])

  /// The definition of what a path names, its sub-attribute if it has one; nil for what no schema knows.
  public func attribute(at path: AttributePath) -> SchemaAttribute? {
    let attribute = attribute(path.attribute, schema: path.schema)
    guard let sub = path.subAttribute else { return attribute }
    return attribute?.subAttribute(sub)
  }

  /// The definition of an attribute by name and schema, in any case; an extension's URN names the extension whole.
  func attribute(_ name: String, schema urn: String?) -> SchemaAttribute? {
    if let urn { return self.extension(urn)?.attribute(name) }
    return coreAttribute(name) ?? self.extension(name)?.whole
  }

  /// The extension with that URN, in any case.
  func `extension`(_ urn: String) -> Schema? {
    extensions.first { equalIgnoringASCIICase($0.id, urn) }
  }

  /// Common attributes and those of the core schema, in the order in which resources are written.
  var coreAttributes: [SchemaAttribute] { SchemaAttribute.common + schema.attributes }

  private func coreAttribute(_ name: String) -> SchemaAttribute? {
    schema.attribute(name) ?? SchemaAttribute.common.named(name)
      ?? (equalIgnoringASCIICase(name, "meta") ? .meta : nil)
  }
}

extension Schema {
  /// The extension's object in a resource, seen as one complex attribute named by the URN.
  var whole: SchemaAttribute { SchemaAttribute(id, kind: .complex, subAttributes: attributes, description) }
}
