import JSON
import SCIM

/// What is paid before the work is done, element by element, so that who has too many is stopped among the first.
extension Evaluation {
  mutating func charge(sizeOf value: JSON) throws(LimitExceeded) {
    try charge(sizeOf: value, times: 1)
  }

  /// What a filter looks at in the source record: each term the values that it names.
  mutating func charge(for filter: Filter) throws(LimitExceeded) {
    switch filter {
    case .and(let parts), .or(let parts): for part in parts { try charge(for: part) }
    case .not(let part): try charge(for: part)
    case .valuePath(let path, let part): try charge(at: path, terms: part.terms)
    case .compare(let path, _, _), .present(let path): try charge(at: path, terms: path.filter?.terms ?? 1)
    }
  }

  /// What the filter of a value path looks at in the stored values.
  mutating func charge(for filter: Filter, on stored: JSON) throws(LimitExceeded) {
    try charge(sizeOf: stored, times: filter.terms)
  }

  private mutating func charge(at path: AttributePath, terms: Int) throws(LimitExceeded) {
    try charge(Self.stepCost)
    guard let stored = path.stored(in: source) else { return }
    try charge(sizeOf: stored, times: terms)
  }

  private mutating func charge(sizeOf value: JSON, times: Int) throws(LimitExceeded) {
    guard case .array(let elements) = value else { return try charge(value.size * times) }
    try charge(8)
    for element in elements { try charge(element.size * times) }
  }
}

extension Filter {
  /// How many comparisons it has.
  fileprivate var terms: Int {
    switch self {
    case .and(let parts), .or(let parts): parts.reduce(0) { $0 + $1.terms }
    case .not(let part): part.terms
    case .valuePath(_, let part): part.terms
    case .compare, .present: 1
    }
  }
}
