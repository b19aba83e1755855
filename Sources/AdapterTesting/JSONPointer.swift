public import JSON

/// A place within a JSON value (RFC 6901): `/Resources/0/id`; empty for the whole value.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
  /// The names and indices that lead there.
  public var steps: [String]

  /// Leads along `steps`.
  public init(_ steps: [String]) { self.steps = steps }

  /// Reads a pointer; nil when it neither is empty nor begins with `/`, or has a `~` before anything but 0 and 1.
  public init?(parsing text: String) {
    guard text.isEmpty || text.hasPrefix("/") else { return nil }
    var steps: [String] = []
    for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let step = unescaped(part) else { return nil }
      steps.append(step)
    }
    self.steps = steps
  }

  /// The value there; nil when there is none.
  public func value(in json: JSON) -> JSON? {
    var value = json
    for step in steps {
      guard let next = child(step, of: value) else { return nil }
      value = next
    }
    return value
  }

  /// The pointer's text.
  public var description: String {
    steps.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
  }
}

private func child(_ step: String, of value: JSON) -> JSON? {
  guard let elements = value.array else { return value[step] }
  guard let index = Int(step), elements.indices.contains(index) else { return nil }
  return elements[index]
}

private func unescaped(_ part: Substring) -> String? {
  let tildes = part.split(separator: "~", omittingEmptySubsequences: false).dropFirst()
  guard tildes.allSatisfy({ $0.hasPrefix("0") || $0.hasPrefix("1") }) else { return nil }
  return String(part.replacing("~1", with: "/").replacing("~0", with: "~"))
}
