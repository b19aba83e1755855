internal import JSON

/// A schema: a URN and the attributes that it defines (RFC 7643 §7).
public struct Schema: Sendable, Hashable {
  /// The URN.
  public var id: String
  /// The name for people.
  public var name: String
  /// One sentence for people.
  public var description: String
  /// The attributes in the order in which resources are written.
  public var attributes: [SchemaAttribute]

  /// A schema of the caller's choice.
  public init(id: String, name: String, description: String, attributes: [SchemaAttribute]) {
    self.id = id
    self.name = name
    self.description = description
    self.attributes = attributes
  }

  /// The attribute of that name, in any case.
  public func attribute(_ name: String) -> SchemaAttribute? {
    attributes.named(name)
  }
}
