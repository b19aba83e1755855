internal import JSON
internal import Text

extension ResolvedName {
  /// The path that a comparison reads: of a complex attribute its `value` (RFC 7643 §2.4); nil if it has none.
  var compared: AttributePath? {
    guard let leaf, leaf.kind == .complex else { return AttributePath(self) }
    guard subAttribute == nil, let value = leaf.subAttribute("value") else { return nil }
    return AttributePath(self, subAttribute: SubAttributeName(name: value.name, definition: value))
  }
}

extension ComparisonRule {
  /// Why values of this kind can't be compared so (RFC 7644 §3.4.2.2), or nil.
  func problem(with op: FilterOperator) -> String? {
    switch kind {
    case .boolean where op != .eq && op != .ne: "a boolean is compared with eq or ne only"
    case .binary where op.isOrder: "binary values have no order"
    case .integer where op.isSubstring, .decimal where op.isSubstring: "a number has no parts to look for"
    default: nil
    }
  }

  /// Why values of this kind can't be compared with that literal, or nil.
  func problem(with literal: JSON, _ op: FilterOperator) -> String? {
    switch literal {
    case .null: return op == .eq || op == .ne ? nil : "null is compared with eq or ne only"
    case .array, .object: return "a value is expected: a text in double quotes, a number, true, false or null"
    case .bool where op != .eq && op != .ne: return "a boolean is compared with eq or ne only"
    default: break
    }
    if op.isSubstring { return literal.string == nil ? "a text in double quotes is expected" : nil }
    return problem(with: literal)
  }

  private func problem(with literal: JSON) -> String? {
    switch kind {
    case nil, .complex: nil
    case .string, .reference, .binary: literal.string == nil ? "a text in double quotes is expected" : nil
    case .boolean: literal.bool == nil ? "true or false is expected" : nil
    case .integer, .decimal: literal.number == nil ? "a number is expected" : nil
    case .dateTime:
      literal.string.flatMap { Timestamp($0) } == nil
        ? "a date and time is expected, such as \"2026-01-31T12:00:00Z\"" : nil
    }
  }
}
