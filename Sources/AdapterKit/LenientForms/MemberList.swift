import JSON

/// The members that a value names, whatever its shape.
struct MemberList {
  /// One object with `value` for each member, null decoration left out.
  var elements: [JSON]

  /// Reads a list, one object, one string, or `{members: …}` around any of them; nil for anything else.
  init?(_ value: JSON) {
    let inner = value.object?.member(ignoringCase: "members")?.value ?? value
    let read = (inner.array ?? [inner]).map { Self.element($0) }
    elements = read.compactMap { $0 }
    guard elements.count == read.count else { return nil }
  }

  private static func element(_ value: JSON) -> JSON? {
    switch value {
    case .string: return .object(["value": value])
    case .object(let members):
      guard members.member(ignoringCase: "value")?.value.string != nil else { return nil }
      guard members.contains(where: { $0.value.isNull }) else { return value }
      return .object(JSONObject(members.filter { !$0.value.isNull }.map { ($0.key, $0.value) }))
    default: return nil
    }
  }
}
