import Directory
import JSON
import SCIM
import Text

/// Runs expressions over one source record, and counts the work.
struct Evaluation {
  /// What a step costs beside the bytes that it touches.
  static let stepCost = 24

  let kind: EntryKind
  let source: JSONObject
  let clock: Timestamp
  /// What the rules before this one made.
  var attributes: JSONObject = [:]
  var custom: JSONObject = [:]
  /// What each part of an expression gave, inner parts first; nil unless somebody wants to know.
  var steps: [ExpressionStep]?
  private var depth = 0
  private let work = Work()

  init(_ kind: EntryKind, source: JSONObject, clock: Timestamp) {
    self.kind = kind
    self.source = source
    self.clock = clock
  }

  /// The value of an expression; null when there is none.
  mutating func value(of expression: Expression) throws(LimitExceeded) -> JSON {
    guard steps != nil else { return try computed(expression) }
    depth += 1
    defer { depth -= 1 }
    let value = try computed(expression)
    if case .literal = expression { return value }
    steps?.append(ExpressionStep(depth: depth - 1, expression: expression.canonicalText, value: value))
    return value
  }

  private mutating func computed(_ expression: Expression) throws(LimitExceeded) -> JSON {
    try charge(Self.stepCost)
    switch expression {
    case .literal(let value): return value
    case .path(let path, let single): return try value(at: path, single: single)
    case .directory(let name): return attributes[name] ?? .null
    case .custom(let name): return custom[name] ?? .null
    case .call(let function, let parts, let prepared): return try call(function, parts, prepared)
    }
  }

  /// Whether the source record matches a filter.
  mutating func matches(_ condition: Rule.Condition) throws(LimitExceeded) -> Bool {
    try charge(for: condition.filter)
    return condition.filter.matches(source)
  }

  private mutating func value(at path: AttributePath, single: Bool) throws(LimitExceeded) -> JSON {
    guard let stored = path.stored(in: source) else { return .null }
    if single, path.filter == nil, path.subAttribute == nil { return stored }
    if let filter = path.filter {
      try charge(for: filter, on: stored)
    } else {
      try charge(Self.stepCost * (stored.array?.count ?? 0))
    }
    guard !single else { return path.value(of: stored) ?? .null }
    let values = path.values(of: stored)
    return values.isEmpty ? .null : .array(values)
  }

  private mutating func call(
    _ function: Function, _ parts: [Expression], _ prepared: [Prepared]
  ) throws(LimitExceeded) -> JSON {
    var values: [JSON] = []
    values.reserveCapacity(parts.count)
    for (index, part) in parts.enumerated() {
      let value = try value(of: part)
      try charge(sizeOf: value)
      values.append(function.parameter(at: index).map { value.fitted(to: $0.type) } ?? value)
    }
    let result = try function.body(Arguments(values: values, prepared: prepared, clock: clock, work: work))
    guard (result.string?.utf8.count ?? 0) <= LimitExceeded.textBytes else { throw .text }
    return result
  }

  mutating func charge(_ amount: Int) throws(LimitExceeded) {
    try work.charge(amount)
  }
}

extension JSON {
  /// The value as a parameter of that type takes it; null when it can't.
  fileprivate func fitted(to type: ExpressionType) -> JSON {
    switch type {
    case .text: .text(array.map { ($0.first(where: \.isPrimary) ?? $0.first)?.asText } ?? asText)
    case .bool: bool.map(JSON.bool) ?? asText.flatMap { ["true": true, "false": false][$0.lowercased()] } ?? .null
    case .number: number.map(JSON.number) ?? .null
    case .list: array == nil ? (isNull ? [] : [self]) : self
    case .complex, .any: self
    }
  }

  /// The bytes of its texts, and something for everything else.
  var size: Int {
    switch self {
    case .string(let text): text.utf8.count
    case .array(let elements): elements.reduce(8) { $0 + $1.size }
    case .object(let members): members.reduce(8) { $0 + $1.key.utf8.count + $1.value.size }
    case .null, .bool, .number: 8
    }
  }
}
