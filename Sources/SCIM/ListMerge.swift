internal import JSON

/// Adds values to a list and takes values out, each found by key, so that the cost grows with the length only.
struct ListMerge {
  private let stored: [JSON]

  init(_ stored: [JSON]) { self.stored = stored }

  /// The list with the given values: one that is there already takes over what is given for it, the others follow.
  ///
  /// Two are the same by `value` and `type`, by `value` when no type is given, without a value in everything.
  func adding(_ given: [JSON], named name: String) throws(SCIMError) -> [JSON] {
    var places = Places(stored)
    var elements = stored
    var changed: Set<Int> = []
    for element in given {
      let place = places.place(of: element) ?? elements.count
      if place == elements.count {
        elements.append(element)
        places.note(element, at: place)
      } else {
        elements[place] = elements[place].taking(over: element)
      }
      changed.insert(place)
    }
    return try Primary.settled(elements, changed: changed, named: name)
  }

  /// The list without the values that are the same as a given one.
  func removing(_ given: [JSON]) -> [JSON] {
    let exact = Set(given.map(ElementKey.exact))
    let untyped = Set(given.filter { $0.member("type") == nil }.compactMap(ElementKey.value))
    let typed = Set(given.filter { $0.member("type") != nil }.compactMap(ElementKey.valueAndType))
    return stored.filter { element in
      let hasValue = ElementKey.value(element).map(untyped.contains) ?? false
      let hasBoth = ElementKey.valueAndType(element).map(typed.contains) ?? false
      return !hasValue && !hasBoth && !exact.contains(.exact(element))
    }
  }
}

/// Where a value stands in a list.
private struct Places {
  private var exact: [ElementKey: Int] = [:]
  private var byValue: [ElementKey: Int] = [:]
  private var byValueAndType: [ElementKey: Int] = [:]

  init(_ elements: [JSON]) {
    for (place, element) in elements.enumerated() { note(element, at: place) }
  }

  mutating func note(_ element: JSON, at place: Int) {
    func keep(_ key: ElementKey, _ places: inout [ElementKey: Int]) { if places[key] == nil { places[key] = place } }
    keep(.exact(element), &exact)
    if let key = ElementKey.value(element) { keep(key, &byValue) }
    if let key = ElementKey.valueAndType(element) { keep(key, &byValueAndType) }
  }

  func place(of element: JSON) -> Int? {
    if let place = exact[.exact(element)] { return place }
    if element.member("type") == nil { return ElementKey.value(element).flatMap { byValue[$0] } }
    return ElementKey.valueAndType(element).flatMap { byValueAndType[$0] }
  }
}

extension JSON {
  fileprivate func taking(over given: JSON) -> JSON {
    guard var object, let given = given.object else { return given }
    for (name, value) in given { object[name] = value }
    return .object(object)
  }
}
