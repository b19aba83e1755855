import JSON
import SCIM

/// The knob `roleValueJson`: roles as Entra ID's role functions write them, the whole assignment as JSON inside `value`.
///
/// `value` and `displayName` of the inner object become `value` and `display` (RFC 7643 §4.1.2), its `id` stays as it is,
/// what else it holds is left behind. `displayName` beside a plain value is `display` too.
struct RolesInText: Deviation {
  let name = "roleValueJson"
  let rfc = "RFC 7643 §4.1.2"
  let facts = ["E-45"]
  let summary = "A role whose value is JSON is the role that the JSON describes."

  func normalize(_ request: inout AdapterRequest) {
    guard request.resourceType == .user, request.body != nil else { return }
    let type = request.resourceType
    request.rewriteOperations { operation, notes in
      guard let value = operation.value else { return nil }
      let lifted: JSON?
      if let path = operation.path {
        guard let path = PathText(path, of: type), path.isCore("roles", of: type), path.subAttribute == nil else {
          return nil
        }
        lifted = Self.lifted(value)
      } else {
        lifted = value.object.flatMap { Self.lifted(in: $0) }.map { .object($0) }
      }
      guard let lifted else { return nil }
      notes.append(Self.note)
      return [operation.with(value: lifted)]
    }
    guard !request.isPatch, let body = request.body?.object, let new = Self.lifted(in: body) else { return }
    request.body = .object(new)
    request.note(Self.note)
  }

  private static let note = "lifted roles out of JSON in a text, displayName as display (E-45)"

  private static func lifted(in members: JSONObject) -> JSONObject? {
    guard let roles = members.member(ignoringCase: "roles"), let new = lifted(roles.value) else { return nil }
    var copy = members
    copy[roles.key] = new
    return copy
  }

  /// The roles lifted; nil when there is nothing to lift.
  private static func lifted(_ value: JSON) -> JSON? {
    guard let elements = value.array else { return element(value) }
    let lifted = elements.map { element($0) }
    return lifted.contains { $0 != nil } ? .array(zip(elements, lifted).map { $1 ?? $0 }) : nil
  }

  private static func element(_ json: JSON) -> JSON? {
    if let text = json.string { return assignment(text).map { .object($0) } }
    guard var role = json.object else { return nil }
    let name = role.member(ignoringCase: "displayName")
    let inner = role.member(ignoringCase: "value")?.value.string.flatMap { assignment($0) }
    guard name != nil || inner != nil else { return nil }
    if let name { role[name.key] = nil }
    if let name, role.member(ignoringCase: "display") == nil { role["display"] = name.value }
    for member in inner ?? JSONObject() {
      role[role.member(ignoringCase: member.key)?.key ?? member.key] = member.value
    }
    return .object(role)
  }

  /// The role that a text describes, if it is a JSON object with `value` or `displayName`.
  private static func assignment(_ text: String) -> JSONObject? {
    guard text.hasPrefix("{"), let inner = (try? JSON(parsing: text))?.object else { return nil }
    let name = inner.member(ignoringCase: "displayName")?.value
    guard let value = inner.member(ignoringCase: "value")?.value ?? name, value.string?.isEmpty == false else {
      return nil
    }
    var role: JSONObject = ["value": value]
    role["display"] = name?.string.map { .string($0) }
    role["id"] = inner.member(ignoringCase: "id")?.value
    return role
  }
}
