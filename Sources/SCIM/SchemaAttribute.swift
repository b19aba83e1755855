internal import JSON

/// An attribute or sub-attribute and its characteristics (RFC 7643 §2, §7).
public struct SchemaAttribute: Sendable, Hashable {
  /// The name, as the schema spells it.
  public var name: String
  /// The data type.
  public var kind: AttributeKind
  /// Whether it holds a list.
  public var multiValued: Bool
  /// Whether a resource (or element) without it is refused.
  public var required: Bool
  /// Whether its text is compared by bytes, or by `fold`.
  public var caseExact: Bool
  /// When it can be written.
  public var mutability: Mutability
  /// When it is part of an answer.
  public var returned: Returned
  /// Among what its value must be unique.
  public var uniqueness: Uniqueness
  /// Suggested values; others are taken too.
  public var canonicalValues: [String]
  /// What a reference may point to: resource types, `external` or `uri`.
  public var referenceTypes: [String]
  /// The sub-attributes of a complex one.
  public var subAttributes: [SchemaAttribute]
  /// One sentence for people.
  public var description: String

  /// An attribute; what isn't given has the default of RFC 7643 §2.2.
  public init(
    _ name: String, kind: AttributeKind = .string, multiValued: Bool = false, required: Bool = false,
    caseExact: Bool = false, mutability: Mutability = .readWrite, returned: Returned = .default,
    uniqueness: Uniqueness = .none, canonicalValues: [String] = [], referenceTypes: [String] = [],
    subAttributes: [SchemaAttribute] = [], _ description: String
  ) {
    self.name = name
    self.kind = kind
    self.multiValued = multiValued
    self.required = required
    self.caseExact = caseExact
    self.mutability = mutability
    self.returned = returned
    self.uniqueness = uniqueness
    self.canonicalValues = canonicalValues
    self.referenceTypes = referenceTypes
    self.subAttributes = subAttributes
    self.description = description
  }

  /// The sub-attribute of that name, in any case.
  public func subAttribute(_ name: String) -> SchemaAttribute? {
    subAttributes.first { equalIgnoringASCIICase($0.name, name) }
  }
}
