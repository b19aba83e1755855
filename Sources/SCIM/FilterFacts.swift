public import JSON

extension Filter {
  /// The attributes that it reads, in lower case; those of an extension with its URN.
  public var attributes: Set<String> {
    switch self {
    case .and(let parts), .or(let parts): parts.reduce(into: []) { $0.formUnion($1.attributes) }
    case .not(let part): part.attributes
    case .compare(let path, _, _), .present(let path), .valuePath(let path, _): [path.name.lowercased()]
    }
  }

  /// The values that decide the filter if it asks of `members` nothing but whether it has them; nil if it asks more.
  public var namedMembers: [String]? {
    switch self {
    case .and(let parts), .or(let parts):
      let named = parts.compactMap(\.namedMembers)
      return named.count == parts.count ? named.flatMap { $0 } : nil
    case .not(let part): return part.namedMembers
    case .compare(let path, .eq, .string(let value)) where path.isMembers:
      return path.subAttribute == "value" ? [value] : nil
    case .valuePath(let path, .compare(let inner, .eq, .string(let value))) where path.isMembers:
      return inner.attribute == "value" ? [value] : nil
    case .compare(let path, _, _), .present(let path), .valuePath(let path, _): return path.isMembers ? nil : []
    }
  }

  /// Equalities that every match fulfils, for who looks for candidates by an index; the filter still decides.
  ///
  /// What a value path demands is told with the attribute's own path, such as `emails.value`.
  public var equalities: [(path: AttributePath, value: JSON)] {
    switch self {
    case .and(let parts): parts.flatMap(\.equalities)
    case .compare(let path, .eq, let value) where !value.isNull: [(path, value)]
    case .valuePath(let outer, let part): part.equalities.map { (outer.appending($0.path), $0.value) }
    default: []
    }
  }
}

extension AttributePath {
  var isMembers: Bool { schema == nil && equalIgnoringASCIICase(attribute, "members") }

  /// The attribute's name, with the extension's URN if it has one.
  var name: String { schema.map { "\($0):\(attribute)" } ?? attribute }

  /// The path of a sub-attribute that a value path names.
  func appending(_ inner: AttributePath) -> AttributePath {
    AttributePath(schema: schema, attribute: attribute, subAttribute: inner.attribute, comparison: inner.comparison)
  }

  private init(schema: String?, attribute: String, subAttribute: String, comparison: ComparisonRule) {
    self.schema = schema
    self.attribute = attribute
    self.subAttribute = subAttribute
    self.comparison = comparison
    filter = nil
  }
}
