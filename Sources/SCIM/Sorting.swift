internal import Foundation
public import JSON

extension ListQuery {
  /// The resources in the order asked for (RFC 7644 §3.4.2.3); as they came when none is.
  ///
  /// Of a list the primary or first value counts, of a text its first 256 characters; without a value last, first when
  /// descending; then by `id`.
  public func sorted(_ resources: [JSONObject], type: ResourceType) -> [JSONObject] {
    guard sortBy != nil else { return resources }
    let placed = resources.map { (place: place(of: $0, type: type), resource: $0) }
    return placed.sorted { isBefore($0.place, $1.place) }.map(\.resource)
  }

  /// Where a resource stands in the order asked for.
  public func place(of resource: JSONObject, type: ResourceType) -> SortPlace {
    let path = sortBy?.sortable(type)
    return SortPlace(
      key: path.map { SortKey($0.value(in: resource), comparedBy: $0.comparison) } ?? .none,
      id: resource["id"]?.string ?? "")
  }

  /// Whether `a` comes before `b`.
  public func isBefore(_ a: SortPlace, _ b: SortPlace) -> Bool {
    switch a.key.compared(to: b.key) {
    case .orderedSame: order(a.id, b.id) == .orderedAscending
    case .orderedAscending: !descending
    case .orderedDescending: descending
    }
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
}
