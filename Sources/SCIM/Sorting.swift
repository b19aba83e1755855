internal import Foundation
public import JSON
internal import Text

extension ListQuery {
  /// The resources in the order asked for (RFC 7644 §3.4.2.3); as they came when none is.
  ///
  /// Of a list the primary or first value counts; without a value last, first when descending; then by `id`.
  public func sorted(_ resources: [JSONObject], type: ResourceType) -> [JSONObject] {
    guard let sortBy else { return resources }
    let path = sortBy.sortable(type)
    let keyed = resources.map { (key: path.sortKey(of: $0), id: $0["id"]?.string ?? "", resource: $0) }
    return keyed.sorted { a, b in
      switch order(a.key, b.key) {
      case .orderedSame: order(a.id, b.id) == .orderedAscending
      case .orderedAscending: !descending
      case .orderedDescending: descending
      }
    }.map(\.resource)
  }
}

extension AttributePath {
  /// A complex attribute sorts by its `value`, if it has one.
  fileprivate func sortable(_ type: ResourceType) -> AttributePath {
    guard subAttribute == nil, let definition = type.attribute(at: self), definition.kind == .complex,
      let value = definition.subAttribute("value")
    else { return self }
    let name = ResolvedName(named: attribute, definition, schema: schema)
    return AttributePath(name, subAttribute: SubAttributeName(name: value.name, definition: value))
  }

  fileprivate func sortKey(of resource: JSONObject) -> SortKey {
    guard let value = value(in: resource) else { return .none }
    switch value.array?.first ?? value {
    case .bool(let flag): return .number(JSONNumber(flag ? 1 : 0))
    case .number(let number): return .number(number)
    case .string(let text):
      if comparison.kind == .dateTime, let instant = Timestamp(text) { return .instant(instant) }
      return .text(comparison.caseExact ? text : fold(text))
    case .null, .array, .object: return .none
    }
  }
}

/// What resources are sorted by.
private enum SortKey {
  case number(JSONNumber)
  case instant(Timestamp)
  case text(String)
  case none

  var rank: Int {
    switch self {
    case .number: 0
    case .instant: 1
    case .text: 2
    case .none: 3
    }
  }
}

private func order(_ a: SortKey, _ b: SortKey) -> ComparisonResult {
  switch (a, b) {
  case (.number(let x), .number(let y)): compare(x, y)
  case (.instant(let x), .instant(let y)): order(x, y)
  case (.text(let x), .text(let y)): order(x, y)
  default: a.rank == b.rank ? .orderedSame : a.rank < b.rank ? .orderedAscending : .orderedDescending
  }
}
