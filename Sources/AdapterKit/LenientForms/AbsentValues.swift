import JSON
import SCIM

/// `null` and `[]` in a POST: the attribute has no value, so it is left out (E-22; RFC 7643 §2.5 says they are the same).
struct AbsentValues: Deviation {
  let name = "absentValues"
  let rfc = "RFC 7643 §2.5"
  let facts = ["E-22", "K-08", "E-59"]
  let summary = "null and [] in a POST count as not sent."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    guard request.isCreate, let members = request.body?.object, members.contains(where: { Self.holdsNothing($0.value) })
    else { return }
    let left = members.compactMap { member in Self.pruned(member.value).map { (member.key, $0) } }
    request.body = .object(JSONObject(left))
    request.note("left out what is null or empty (E-22)")
  }

  /// Whether it is nothing, or an object with nothing among its members.
  private static func holdsNothing(_ value: JSON) -> Bool {
    switch value {
    case .null: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty || members.contains { isNothing($0.value) }
    default: false
    }
  }

  private static func isNothing(_ value: JSON) -> Bool { value.isNull || value.array?.isEmpty == true }

  private static func pruned(_ value: JSON) -> JSON? {
    if isNothing(value) { return nil }
    guard let members = value.object else { return value }
    let left = members.filter { !isNothing($0.value) }
    return left.isEmpty ? nil : .object(JSONObject(left.map { ($0.key, $0.value) }))
  }
}
