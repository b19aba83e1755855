internal import JSON

/// An attribute or sub-attribute and its characteristics (RFC 7643 §2, §7).
///
/// A value that never changes, kept by reference: a request looks dozens of them up, and copies none.
public final class SchemaAttribute: Sendable {
  /// The name, as the schema spells it.
  public let name: String
  /// The data type.
  public let kind: AttributeKind
  /// Whether it holds a list.
  public let multiValued: Bool
  /// Whether a resource (or element) without it is refused.
  public let required: Bool
  /// Whether its text is compared by bytes, or by `fold`.
  public let caseExact: Bool
  /// When it can be written.
  public let mutability: Mutability
  /// When it is part of an answer.
  public let returned: Returned
  /// Among what its value must be unique.
  public let uniqueness: Uniqueness
  /// Suggested values; others are taken too, unless `isClosed`.
  public let canonicalValues: [String]
  /// Whether only the canonical values are taken.
  public let isClosed: Bool
  /// What a reference may point to: resource types, `external` or `uri`.
  public let referenceTypes: [String]
  /// The sub-attributes of a complex one.
  public let subAttributes: [SchemaAttribute]
  /// One sentence for people.
  public let description: String

  /// An attribute; what isn't given has the default of RFC 7643 §2.2.
  public init(
    _ name: String, kind: AttributeKind = .string, multiValued: Bool = false, required: Bool = false,
    caseExact: Bool = false, mutability: Mutability = .readWrite, returned: Returned = .default,
    uniqueness: Uniqueness = .none, canonicalValues: [String] = [], isClosed: Bool = false,
    referenceTypes: [String] = [], subAttributes: [SchemaAttribute] = [], _ description: String
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
    self.isClosed = isClosed
    self.referenceTypes = referenceTypes
    self.subAttributes = subAttributes
    self.description = description
  }

  /// The sub-attribute of that name, in any case.
  public func subAttribute(_ name: String) -> SchemaAttribute? {
    subAttributes.named(name)
  }
}

extension [SchemaAttribute] {
  /// The attribute of that name, in any case; lengths first, since dozens are looked up for a request.
  func named(_ name: String) -> SchemaAttribute? {
    let length = name.utf8.count
    for place in indices where self[place].name.utf8.count == length && equalIgnoringASCIICase(self[place].name, name) {
      return self[place]
    }
    return nil
  }
}

extension SchemaAttribute {
  /// The same attribute under another name.
  func named(_ name: String) -> SchemaAttribute {
    SchemaAttribute(
      name, kind: kind, multiValued: multiValued, required: required, caseExact: caseExact, mutability: mutability,
      returned: returned, uniqueness: uniqueness, canonicalValues: canonicalValues, isClosed: isClosed,
      referenceTypes: referenceTypes, subAttributes: subAttributes, description)
  }

  /// The same attribute with another mutability and other sub-attributes, required if it is said to be.
  func with(
    _ mutability: Mutability, required isRequired: Bool, _ subAttributes: [SchemaAttribute]
  ) -> SchemaAttribute {
    SchemaAttribute(
      name, kind: kind, multiValued: multiValued, required: required || isRequired, caseExact: caseExact,
      mutability: mutability,
      returned: returned, uniqueness: uniqueness, canonicalValues: canonicalValues, isClosed: isClosed,
      referenceTypes: referenceTypes, subAttributes: subAttributes, description)
  }
}

extension SchemaAttribute: Hashable {
  /// Equal characteristics.
  public static func == (a: SchemaAttribute, b: SchemaAttribute) -> Bool {
    a === b
      || a.name == b.name && a.kind == b.kind && a.multiValued == b.multiValued && a.required == b.required
        && a.caseExact == b.caseExact && a.mutability == b.mutability && a.returned == b.returned
        && a.uniqueness == b.uniqueness && a.canonicalValues == b.canonicalValues && a.isClosed == b.isClosed
        && a.referenceTypes == b.referenceTypes && a.subAttributes == b.subAttributes
        && a.description == b.description
  }

  /// Hashes what tells most attributes apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(kind)
  }
}
