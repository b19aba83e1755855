internal import JSON

/// Keeps at most one value of a list primary (RFC 7643 §2.4, RFC 7644 §3.5.2).
enum Primary {
  /// The list after a change: a value that the change made primary makes the others not primary.
  /// - Throws: `invalidValue` when the change leaves two of its own primary.
  static func settled(_ elements: [JSON], changed: Set<Int>, named name: String) throws(SCIMError) -> [JSON] {
    let primaries = elements.indices.filter { elements[$0].isPrimary }
    guard primaries.count > 1 else { return elements }
    let chosen = primaries.filter(changed.contains)
    guard chosen.count <= 1 else { throw .invalidValue("\(name): only one value can be primary") }
    guard let keeper = chosen.first else { return elements }
    return elements.enumerated().map { place, element in
      place != keeper && element.isPrimary ? element.with("primary", .bool(false)) : element
    }
  }
}

extension JSON {
  /// The object with one member set, or removed by nil.
  func with(_ name: String, _ value: JSON?) -> JSON {
    guard var object else { return self }
    object[name] = value
    return .object(object)
  }
}
