import JSON
import SCIM

/// A PATCH of a group in the form of SCIM 1.1: `members` with `operation: "delete"`, and no operations (N-13).
struct MembersOfSCIM1: Deviation {
  let name = "membersOfSCIM1"
  let rfc = "RFC 7644 §3.5.2"
  let facts = ["N-13"]
  let summary = "A group's PATCH without operations adds its members and removes those marked operation: delete."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    guard request.isPatch, request.isAboutGroups, let body = request.body?.object,
      body.member(ignoringCase: "Operations") == nil, let list = body.member(ignoringCase: "members"),
      let members = list.value.array, members.allSatisfy({ $0["value"]?.string != nil })
    else { return }
    var operations = members.filter(Self.isDeleted).map(Self.removal)
    let added = members.filter { !Self.isDeleted($0) }.map(Self.withoutOperation)
    if !added.isEmpty { operations.append(PatchOperation(op: "add", path: "members", value: .array(added))) }
    if let rest = Self.rest(of: body, without: list.key) {
      operations.insert(PatchOperation(op: "replace", value: .object(rest)), at: 0)
    }
    request.body = .object([
      "schemas": .array([.string(patchSchema)]), "Operations": .array(operations.map { .object($0.object) }),
    ])
    request.note("read members with operation: delete as operations (N-13)")
  }

  private static func isDeleted(_ member: JSON) -> Bool { member["operation"]?.string?.lowercased() == "delete" }

  private static func removal(_ member: JSON) -> PatchOperation {
    PatchOperation(op: "remove", path: "members[value eq \(member["value"] ?? .null)]")
  }

  private static func withoutOperation(_ member: JSON) -> JSON {
    guard var object = member.object else { return member }
    object["operation"] = nil
    return .object(object)
  }

  private static func rest(of body: JSONObject, without list: String) -> JSONObject? {
    let left = body.filter { $0.key != list && !["schemas", "id", "meta"].contains($0.key.lowercased()) }
    return left.isEmpty ? nil : JSONObject(left.map { ($0.key, $0.value) })
  }
}
