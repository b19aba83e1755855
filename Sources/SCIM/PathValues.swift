public import JSON

extension AttributePath {
  /// The values at the path, one by one: lists opened, the filter applied, nulls left out.
  public func values(in resource: JSONObject) -> [JSON] { stored(in: resource).map(values(of:)) ?? [] }

  /// The value at the path: an attribute named whole as it is stored; of several chosen ones the primary or the first.
  public func value(in resource: JSONObject) -> JSON? { stored(in: resource).flatMap(value(of:)) }

  /// `values(in:)` of what `stored(in:)` gave.
  public func values(of stored: JSON) -> [JSON] {
    let elements = elements(of: stored)
    guard let subAttribute else { return elements }
    return elements.flatMap { subValues(of: $0, subAttribute) }
  }

  /// `value(in:)` of what `stored(in:)` gave.
  public func value(of stored: JSON) -> JSON? {
    guard filter != nil || subAttribute != nil else { return stored }
    if filter == nil, case .object(let object) = stored { return subAttribute.flatMap { object.firstValue($0) } }
    let elements = elements(of: stored)
    let candidates = elements.filter { $0.member("primary") == .bool(true) } + elements
    guard let subAttribute else { return candidates.first }
    return candidates.lazy.compactMap { subValues(of: $0, subAttribute).first }.first
  }

  /// What is compared: the values at the path, of complex ones their `value`.
  func scalars(in resource: JSONObject) -> [JSON] {
    if isPrimary { return primaries(in: resource) }
    return values(in: resource).compactMap { $0.object == nil ? $0 : $0.member("value") }
  }

  /// Whether it names the `primary` of a list's values: `emails.primary`, or `primary` within `emails[…]`.
  private var isPrimary: Bool {
    comparison.kind == .boolean && equalIgnoringASCIICase(subAttribute ?? attribute, "primary")
  }

  /// A `primary` that isn't there is false (RFC 7643 §2.4).
  private func primaries(in resource: JSONObject) -> [JSON] {
    let elements = subAttribute == nil ? [.object(resource)] : stored(in: resource).map(elements(of:)) ?? []
    return elements.map { $0.member("primary").flatMap { $0.isNull ? nil : $0 } ?? .bool(false) }
  }

  /// The attribute as it is stored; nil when it isn't, or is null.
  public func stored(in resource: JSONObject) -> JSON? {
    let holder = schema.map { resource.value(anyCase: $0)?.object } ?? resource
    guard let value = holder?.value(anyCase: attribute), !value.isNull else { return nil }
    return value
  }

  private func elements(of stored: JSON) -> [JSON] {
    let elements = (stored.array ?? [stored]).filter { !$0.isNull }
    guard let filter else { return elements }
    return elements.filter { filter.matches(element: $0) }
  }
}

private func subValues(of element: JSON, _ name: String) -> [JSON] {
  guard element.object != nil else { return equalIgnoringASCIICase(name, "value") ? [element] : [] }
  guard let value = element.member(name) else { return [] }
  return (value.array ?? [value]).filter { !$0.isNull }
}

extension JSONObject {
  /// The value of a name in any case; the exact spelling first, since that is the rule.
  func value(anyCase name: String) -> JSON? { self[name] ?? member(ignoringCase: name)?.value }

  /// The value of a sub-attribute, of a list the first; nil for null.
  fileprivate func firstValue(_ name: String) -> JSON? {
    guard let value = value(anyCase: name) else { return nil }
    guard let elements = value.array else { return value.isNull ? nil : value }
    return elements.first { !$0.isNull }
  }
}

extension JSON {
  /// The member of an object by its name in any case.
  func member(_ name: String) -> JSON? { object?.value(anyCase: name) }
}
