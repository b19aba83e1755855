internal import JSON
internal import Text

/// Reads members from a value: a list of objects with `value`, or one of them (RFC 7643 §4.2).
struct MemberReader {
  private(set) var members: [Member] = []
  private var seen: Set<[UInt8]> = []

  /// The members, none twice.
  /// - Throws: `invalidValue`, naming what is wrong with which of them.
  static func read(_ value: JSON) throws(SCIMError) -> [Member] {
    var reader = MemberReader()
    let elements = value.array ?? [value]
    guard elements.count <= WriteLimits.members else { throw .tooManyMembers }
    for (index, element) in elements.enumerated() { try reader.add(element, "members, value \(index + 1)") }
    return reader.members
  }

  private mutating func add(_ element: JSON, _ name: String) throws(SCIMError) {
    guard let object = element.object else {
      throw .invalidValue("\(name): an object with \"value\" is expected, not \(element.kind)")
    }
    guard let value = try text(object, "value", name), !value.isEmpty else {
      throw .invalidValue("\(name): value is required")
    }
    let member = Member(
      value: value, type: try text(object, "type", name), display: try text(object, "display", name, .text),
      ref: try text(object, "$ref", name))
    if seen.insert(Array(value.utf8)).inserted { members.append(member) }
  }

  private func text(
    _ object: JSONObject, _ key: String, _ name: String, _ rule: CharacterRule = .identifier
  ) throws(SCIMError) -> String? {
    guard let value = object.value(anyCase: key), !value.isNull else { return nil }
    guard let text = value.string else {
      throw .invalidValue("\(name): \(key) is a string, not \(value.kind)")
    }
    try checkText(text, rule, limit: WriteLimits.text, named: "\(name): \(key)")
    return text.isEmpty ? nil : text
  }
}

extension SCIMError {
  static var tooManyMembers: SCIMError { .tooLarge("more than \(WriteLimits.members) members in one request") }
}
