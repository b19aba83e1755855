/// The way to an attribute, to some of its values or to a sub-attribute (RFC 7644 §3.5.2 PATH, §3.10).
public struct AttributePath: Hashable, Sendable {
  /// The extension's URN, as it is registered if it is; nil for the core schema.
  public let schema: String?
  /// The attribute as the schema spells it; unknown ones as written; an extension's URN for the extension whole.
  public let attribute: String
  /// Which of the values are meant; nil for all.
  public let filter: Filter?
  /// The sub-attribute as the schema spells it; unknown ones as written.
  public let subAttribute: String?
  /// How values at the path's end are compared.
  let comparison: ComparisonRule

  init(_ name: ResolvedName, filter: Filter? = nil, subAttribute: SubAttributeName? = nil) {
    schema = name.schema
    attribute = name.attribute
    self.filter = filter
    self.subAttribute = subAttribute?.name ?? name.subAttribute
    comparison = ComparisonRule(subAttribute.map(\.definition) ?? name.leaf)
  }

  /// Reads a path: `attribute`, `attribute.sub`, `attribute[filter]`, `attribute[filter].sub`, each with a URN or without.
  ///
  /// The longest registered URN counts, in any case; an unknown one ends at the last colon.
  /// - Throws: `invalidPath` with the place and what is expected there.
  public init(parsing text: String, for type: ResourceType) throws(SCIMError) {
    do {
      var parser = try FilterParser(text, scope: .resource(type), limits: .standard)
      self = try parser.wholePath()
    } catch {
      throw .invalidPath(error.message)
    }
  }

  /// The same path without filter and sub-attribute.
  var root: RootPath { RootPath(schema: schema, attribute: attribute) }
}

/// An attribute without a choice among its values.
struct RootPath: Hashable, Sendable {
  var schema: String?
  var attribute: String
}

/// How values are compared: the data type if a schema knows it, and whether case counts (RFC 7643 §2.2).
struct ComparisonRule: Hashable, Sendable {
  var kind: AttributeKind?
  var caseExact: Bool

  init(_ attribute: SchemaAttribute?) {
    kind = attribute?.kind
    caseExact = attribute?.caseExact ?? false
  }
}
