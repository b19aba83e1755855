public import JSON

extension Filter {
  /// Whether a resource fulfils the filter (RFC 7644 §3.4.2.2).
  ///
  /// Of a list one value has to; a value path must be fulfilled within one value.
  /// - Complexity: O(terms × values); the depth was bounded when the filter was read.
  public func matches(_ resource: JSONObject) -> Bool { holds(for: resource) }

  /// Whether one value of a list fulfils the filter inside a value path; a simple value counts as `value`.
  public func matches(element: JSON) -> Bool {
    holds(for: element.object ?? ["value": element])
  }

  /// Whether a member fulfils the filter inside `members[…]`.
  public func matches(_ member: Member) -> Bool { holds(for: member.object) }

  private func holds(for object: JSONObject) -> Bool {
    switch self {
    case .and(let parts): parts.allSatisfy { $0.holds(for: object) }
    case .or(let parts): parts.contains { $0.holds(for: object) }
    case .not(let part): !part.holds(for: object)
    case .compare(let path, let op, let literal):
      ValueComparison(rule: path.comparison, op: op, literal: literal).holds(for: path.scalars(in: object))
    case .present(let path): path.values(in: object).contains(where: isPresent)
    case .valuePath(let path, let part): path.values(in: object).contains { part.matches(element: $0) }
    }
  }
}

/// A value that is neither null nor empty; for `pr` (RFC 7644 §3.4.2.2, table 3).
private func isPresent(_ value: JSON) -> Bool {
  switch value {
  case .null: false
  case .string(let text): !text.isEmpty
  case .array(let elements): !elements.isEmpty
  case .object(let members): members.contains { !$0.value.isNull }
  case .bool, .number: true
  }
}
