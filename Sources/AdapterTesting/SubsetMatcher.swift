public import JSON

/// Whether a value contains what is expected of it: of objects the given members, of lists an element of its own for
/// each given one, everything else equal. A null also stands for what isn't there.
public enum SubsetMatcher {
  /// The first difference, in the order of `expected`; nil when there is none.
  /// - Complexity: O(expected × got), by the square of their lengths for lists.
  public static func difference(expected: JSON, got: JSON?) -> Difference? {
    difference(expected, got, [])
  }

  private static func difference(_ expected: JSON, _ got: JSON?, _ path: [String]) -> Difference? {
    let here = Difference(pointer: JSONPointer(path), expected: expected, got: got)
    switch expected {
    case .null: return got?.isNull ?? true ? nil : here
    case .object(let members):
      guard let object = got?.object else { return here }
      for (name, value) in members {
        if let found = difference(value, object[name], path + [name]) { return found }
      }
      return nil
    case .array(let elements):
      guard let array = got?.array else { return here }
      return difference(elements, array, path)
    default: return expected == got ? nil : here
    }
  }

  private static func difference(_ expected: [JSON], _ got: [JSON], _ path: [String]) -> Difference? {
    var pairing = Pairing(count: got.count)
    for (index, element) in expected.enumerated() {
      let candidates = got.indices.filter { difference(element, got[$0], []) == nil }
      if pairing.add(candidates) { continue }
      return nearest(element, in: got, taken: pairing, path + [String(index)])
    }
    return nil
  }

  /// The difference within the one element that is left, or that none is there.
  private static func nearest(_ element: JSON, in got: [JSON], taken: Pairing, _ path: [String]) -> Difference? {
    let free = got.indices.filter { taken.isFree($0) }
    if free.count == 1, let found = difference(element, got[free[0]], path) { return found }
    return Difference(pointer: JSONPointer(path), expected: element, got: .array(got), isMissingElement: true)
  }
}

/// A place where a value isn't what is expected.
public struct Difference: Hashable, Sendable {
  /// Where, by the indices of what is expected.
  public var pointer: JSONPointer
  /// What is expected there.
  public var expected: JSON
  /// What is there; the whole list when no element of it will do.
  public var got: JSON?
  /// Whether `got` is the list in which an element is missing.
  public var isMissingElement = false
}

/// Distinct partners in a list, found by augmenting paths: who came first moves over if there is another place.
private struct Pairing {
  private var candidates: [[Int]] = []
  private var partner: [Int?]

  init(count: Int) { partner = Array(repeating: nil, count: count) }

  func isFree(_ place: Int) -> Bool { partner[place] == nil }

  mutating func add(_ places: [Int]) -> Bool {
    candidates.append(places)
    var seen = Set<Int>()
    return place(candidates.count - 1, &seen)
  }

  private mutating func place(_ who: Int, _ seen: inout Set<Int>) -> Bool {
    for place in candidates[who] where seen.insert(place).inserted {
      if let other = partner[place], !self.place(other, &seen) { continue }
      partner[place] = who
      return true
    }
    return false
  }
}
