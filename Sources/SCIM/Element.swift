internal import JSON

/// What makes two values of a list the same.
struct ElementKey: Hashable {
  private let bytes: [UInt8]

  private init(_ value: JSON) { bytes = value.canonical.bytes }

  /// The same in everything.
  static func exact(_ element: JSON) -> ElementKey { ElementKey(element) }

  /// The same `value`, whatever its type; nil without one.
  static func value(_ element: JSON) -> ElementKey? {
    element.member("value").map { ElementKey(.array([$0])) }
  }

  /// The same `value` and `type` (RFC 7643 §2.4); nil without a value.
  static func valueAndType(_ element: JSON) -> ElementKey? {
    element.member("value").map { ElementKey(.array([$0, element.member("type") ?? .null])) }
  }
}

extension JSON {
  /// Whether it is the preferred value of its list.
  var isPrimary: Bool { self["primary"] == .bool(true) }
}

extension JSONObject {
  /// Whether only what describes a value is left, and no value.
  var isHusk: Bool { allSatisfy { ["type", "primary", "display"].contains($0.key) } }

  /// Sets or clears a member as it was read.
  mutating func put(_ name: String, reading: Reading) throws(SCIMError) {
    switch reading {
    case .value(let value): try put(name, value)
    case .cleared: try put(name, nil)
    case .absent: break
    }
  }

  /// A URI that was given for another `value` is no longer true, so it goes unless it was given again.
  func withoutStaleReference(after stored: JSONObject, _ given: JSONObject) -> JSONObject {
    guard stored["$ref"] != nil, stored["value"] != self["value"], given.member(ignoringCase: "$ref") == nil else {
      return self
    }
    var object = self
    object["$ref"] = nil
    return object
  }
}
