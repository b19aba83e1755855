public import JSON

/// A filter (RFC 7644 §3.4.2.2): names looked up, values typed, depth and size bounded.
public indirect enum Filter: Hashable, Sendable {
  /// All of them hold.
  case and([Filter])
  /// One of them holds.
  case or([Filter])
  /// It doesn't hold.
  case not(Filter)
  /// A value of the attribute compares so with the literal.
  case compare(AttributePath, FilterOperator, JSON)
  /// The attribute has a value.
  case present(AttributePath)
  /// One value of the attribute fulfils the filter, whose paths name sub-attributes.
  case valuePath(AttributePath, Filter)

  /// Reads a filter for resources of `type`.
  /// - Throws: `invalidFilter` with the place and what is expected there.
  /// - Complexity: O(n).
  public init(parsing text: String, for type: ResourceType, limits: FilterLimits = .standard) throws(SCIMError) {
    do {
      var parser = try FilterParser(text, scope: .resource(type), limits: limits)
      self = try parser.wholeFilter()
    } catch {
      throw .invalidFilter(error.message)
    }
  }
}

/// How an attribute is compared with a literal (RFC 7644 §3.4.2.2, table 3).
public enum FilterOperator: String, Sendable, Hashable, CaseIterable {
  /// Equal.
  case eq
  /// Not equal.
  case ne
  /// Contains.
  case co
  /// Starts with.
  case sw
  /// Ends with.
  case ew
  /// Greater.
  case gt
  /// Greater or equal.
  case ge
  /// Less.
  case lt
  /// Less or equal.
  case le

  /// Whether it looks for a part of a text.
  var isSubstring: Bool { self == .co || self == .sw || self == .ew }
  /// Whether it needs an order.
  var isOrder: Bool { self == .gt || self == .ge || self == .lt || self == .le }
}

/// What a filter may ask of the reader.
public struct FilterLimits: Sendable, Hashable {
  /// Bytes of text.
  public let bytes: Int
  /// Brackets within each other.
  public let depth: Int
  /// Comparisons.
  public let terms: Int

  /// Limits of the caller's choice; the depth is held to 128, which no stack minds.
  public init(bytes: Int, depth: Int, terms: Int) {
    self.bytes = bytes
    self.depth = min(depth, 128)
    self.terms = terms
  }

  /// 8 KiB, 32 levels, 100 terms.
  public static let standard = FilterLimits(bytes: 8 * 1024, depth: 32, terms: 100)
}
