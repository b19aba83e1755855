import JSON
import SCIM

/// Members as plain strings, as one object, nested in `{members: […]}`, with null decoration (E-61, E-66, X-02).
struct MemberSpelling: Deviation {
  let name = "memberSpelling"
  let rfc = "RFC 7643 §4.2"
  let facts = ["E-61", "E-66", "K-26", "X-02", "P-07"]
  let summary = "A group's members may be strings, one object, nested under members, and have null decoration."
  let readsBodiesAlone = true

  private let note = "read members in the RFC's form (E-61, E-66, X-02)"

  func normalize(_ request: inout AdapterRequest) {
    guard request.body != nil, request.isAboutGroups, let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard let new = Self.spelled(operation, type) else { return nil }
      notes.append(note)
      return [new]
    }
    guard request.isCreate || request.isReplace, case .object(let body) = request.body,
      let new = Self.spelled(body)
    else { return }
    request.body = .object(new)
    request.note(note)
  }

  private static func spelled(_ operation: PatchOperation, _ type: ResourceType) -> PatchOperation? {
    guard let value = operation.value else { return nil }
    guard let text = operation.path else {
      return value.object.flatMap { spelled($0) }.map { operation.with(value: .object($0)) }
    }
    guard let path = PathText(text, of: type), path.isCore("members", of: type), path.filter == nil,
      path.subAttribute == nil, !value.isNull, let list = MemberList(value)
    else { return nil }
    let new = JSON.array(list.elements)
    return new == value ? nil : operation.with(value: new)
  }

  private static func spelled(_ members: JSONObject) -> JSONObject? {
    guard let member = members.member(ignoringCase: "members"), !member.value.isNull,
      let list = MemberList(member.value), .array(list.elements) != member.value
    else { return nil }
    var copy = members
    copy[member.key] = .array(list.elements)
    return copy
  }
}
