internal import Foundation
internal import JSON
internal import Text

/// One comparison of a filter: rule, operator and literal (RFC 7644 §3.4.2.2, table 3).
struct ValueComparison {
  let rule: ComparisonRule
  let op: FilterOperator
  let literal: JSON

  /// Whether one of the values compares so; no value is unequal to everything but null.
  func holds(for values: [JSON]) -> Bool {
    if literal.isNull { return (op == .eq) == values.isEmpty }
    if values.isEmpty { return op == .ne }
    return values.contains(where: holds)
  }

  private func holds(_ value: JSON) -> Bool {
    switch (value, literal) {
    case (.string(let a), .string(let b)): holds(a, b)
    case (.bool(let a), .bool(let b)): op == .eq ? a == b : op == .ne && a != b
    case (.number(let a), .number(let b)): holds(compare(a, b))
    default: op == .ne
    }
  }

  private func holds(_ a: String, _ b: String) -> Bool {
    if op.isSubstring { return holdsPart(key(a), key(b)) }
    if rule.kind == .dateTime, let first = Timestamp(a), let second = Timestamp(b) {
      return holds(order(first, second))
    }
    return holds(order(key(a), key(b)))
  }

  private func holdsPart(_ text: String, _ part: String) -> Bool {
    switch op {
    case .sw: text.utf8.starts(with: part.utf8)
    case .ew: text.utf8.reversed().starts(with: part.utf8.reversed())
    default: contains(text, part)
    }
  }

  private func holds(_ order: ComparisonResult) -> Bool {
    switch op {
    case .eq: order == .orderedSame
    case .ne: order != .orderedSame
    case .gt: order == .orderedDescending
    case .ge: order != .orderedAscending
    case .lt: order == .orderedAscending
    case .le: order != .orderedDescending
    case .co, .sw, .ew: false
    }
  }

  private func key(_ text: String) -> String { rule.caseExact ? text : fold(text) }
}

/// The order of two texts by their bytes, which is that of their scalars.
func order(_ a: String, _ b: String) -> ComparisonResult {
  if a.utf8.elementsEqual(b.utf8) { return .orderedSame }
  return a.utf8.lexicographicallyPrecedes(b.utf8) ? .orderedAscending : .orderedDescending
}

/// The order of two instants.
func order(_ a: Timestamp, _ b: Timestamp) -> ComparisonResult {
  a == b ? .orderedSame : a < b ? .orderedAscending : .orderedDescending
}

/// The order of two numbers: whole ones exactly, others as doubles.
func compare(_ a: JSONNumber, _ b: JSONNumber) -> ComparisonResult {
  if let x = a.integer, let y = b.integer {
    return x == y ? .orderedSame : x < y ? .orderedAscending : .orderedDescending
  }
  if a == b || a.double == b.double { return .orderedSame }
  return a.double < b.double ? .orderedAscending : .orderedDescending
}

/// Whether `part` occurs in `text`, by bytes and in linear time; neither holds U+0000, which no reader lets in.
private func contains(_ text: String, _ part: String) -> Bool { strstr(text, part) != nil }
