internal import JSON

/// Reads filters and paths by recursive descent; each bracket counts against the depth before it is entered.
struct FilterParser {
  private var scanner: FilterScanner
  private let scope: NameScope
  private let limits: FilterLimits
  private var terms = 0

  init(_ text: String, scope: NameScope, limits: FilterLimits) throws(FilterFault) {
    scanner = try FilterScanner(text, limit: limits.bytes)
    self.scope = scope
    self.limits = limits
  }

  /// FILTER of RFC 7644 §3.4.2.2.
  mutating func wholeFilter() throws(FilterFault) -> Filter {
    let filter = try disjunction(in: scope, depth: 0)
    guard scanner.atEnd else { throw scanner.fault("'and', 'or' or the end is expected") }
    return filter
  }

  /// PATH of RFC 7644 §3.5.2.
  mutating func wholePath() throws(FilterFault) -> AttributePath {
    let name = try name(in: scope)
    guard scanner.next == UInt8(ascii: "[") else { return try ended(AttributePath(name)) }
    let filter = try selection(of: name, in: scope, depth: 0)
    guard scanner.take(".") else { return try ended(AttributePath(name, filter: filter)) }
    let place = scanner.at
    let sub: SubAttributeName
    do { sub = try name.subAttribute(scanner.word()) } catch { throw scanner.fault(error.message, at: place) }
    return try ended(AttributePath(name, filter: filter, subAttribute: sub))
  }

  private func ended(_ path: AttributePath) throws(FilterFault) -> AttributePath {
    guard scanner.atEnd else { throw scanner.fault("the path should end here") }
    return path
  }

  private mutating func disjunction(in scope: NameScope, depth: Int) throws(FilterFault) -> Filter {
    var parts = [try conjunction(in: scope, depth: depth)]
    while scanner.take(keyword: "or") { parts.append(try conjunction(in: scope, depth: depth)) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func conjunction(in scope: NameScope, depth: Int) throws(FilterFault) -> Filter {
    var parts = [try term(in: scope, depth: depth)]
    while scanner.take(keyword: "and") { parts.append(try term(in: scope, depth: depth)) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  private mutating func term(in scope: NameScope, depth: Int) throws(FilterFault) -> Filter {
    scanner.skipSpace()
    defer { scanner.skipSpace() }
    if let negated = try negation(in: scope, depth: depth) { return negated }
    if scanner.take("(") { return try group(in: scope, depth: depth) }
    return try expression(in: scope, depth: depth)
  }

  private mutating func negation(in scope: NameScope, depth: Int) throws(FilterFault) -> Filter? {
    var ahead = scanner
    guard ahead.take(keyword: "not") else { return nil }
    ahead.skipSpace()
    guard ahead.take("(") else { return nil }
    scanner = ahead
    return .not(try group(in: scope, depth: depth))
  }

  private mutating func group(in scope: NameScope, depth: Int) throws(FilterFault) -> Filter {
    let filter = try disjunction(in: scope, depth: try deeper(depth))
    guard scanner.take(")") else { throw scanner.fault("'and', 'or' or ')' is expected") }
    return filter
  }

  private mutating func expression(in scope: NameScope, depth: Int) throws(FilterFault) -> Filter {
    let start = scanner.at
    let name = try name(in: scope)
    guard name.leaf?.returned != .never else {
      throw scanner.fault("\(name.attribute) is never returned, and nothing is found by it", at: start)
    }
    if scanner.next == UInt8(ascii: "[") {
      return .valuePath(AttributePath(name), try selection(of: name, in: scope, depth: depth))
    }
    terms += 1
    guard terms <= limits.terms else { throw scanner.fault("more than \(limits.terms) comparisons", at: start) }
    scanner.skipSpace()
    if scanner.take(keyword: "pr") { return .present(AttributePath(name)) }
    return try comparison(of: name, at: start)
  }

  private mutating func comparison(of name: ResolvedName, at start: Int) throws(FilterFault) -> Filter {
    let place = scanner.at
    guard let op = FilterOperator(rawValue: scanner.word().lowercased()) else {
      throw scanner.fault("an operator is expected: eq, ne, co, sw, ew, gt, ge, lt, le or pr", at: place)
    }
    scanner.skipSpace()
    let literalPlace = scanner.at
    let literal = try scanner.literal()
    guard let path = name.compared else {
      throw scanner.fault("\(name.attribute) is complex: a sub-attribute is expected", at: start)
    }
    if let problem = path.comparison.problem(with: op) { throw scanner.fault(problem, at: place) }
    if let problem = path.comparison.problem(with: literal, op) { throw scanner.fault(problem, at: literalPlace) }
    return .compare(path, op, literal)
  }

  /// The filter between `[` and `]`.
  private mutating func selection(of name: ResolvedName, in scope: NameScope, depth: Int) throws(FilterFault) -> Filter
  {
    guard case .resource = scope, name.subAttribute == nil else {
      throw scanner.fault("only an attribute's values can be chosen with [ ]")
    }
    _ = scanner.take("[")
    let filter = try disjunction(in: .element(name.definition), depth: try deeper(depth))
    guard scanner.take("]") else { throw scanner.fault("'and', 'or' or ']' is expected") }
    return filter
  }

  private mutating func name(in scope: NameScope) throws(FilterFault) -> ResolvedName {
    let place = scanner.at
    do {
      return try ResolvedName.resolve(scanner.word(), in: scope)
    } catch {
      throw scanner.fault(error.message, at: place)
    }
  }

  private func deeper(_ depth: Int) throws(FilterFault) -> Int {
    guard depth < limits.depth else { throw scanner.fault("nested deeper than \(limits.depth) levels") }
    return depth + 1
  }
}
