import JSON
import SCIM

/// A `remove` that lists what goes: the RFC's reading would remove everything (E-62, N-12, X-02).
///
/// Members keep their list, which SCIM reads as these and no others; a value of any other list is chosen by its `value`
/// alone (L-14), one operation each, and an empty list removes nothing.
struct ListedRemoval: Deviation {
  let name = "listedRemoval"
  let rfc = "RFC 7644 §3.5.2.2"
  let facts = ["E-62", "N-12", "A-06", "X-02", "L-14"]
  let summary = "A remove that lists values removes those and no others, and nothing when the list is empty."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    guard request.isPatch, let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard operation.op == "remove", let value = operation.value else { return nil }
      guard let text = operation.path else { return Self.members(value, type, &notes) }
      guard let path = PathText(text, of: type), path.filter == nil, path.subAttribute == nil,
        let target = path.definition(in: type), target.multiValued
      else { return nil }
      if path.isCore("members", of: type) { return nil }
      guard !value.isNull else { return [PatchOperation(op: "remove", path: text)] }
      guard let list = MemberList(value) else { return nil }
      notes.append("removed only the listed \(target.name) (E-62, L-14)")
      return list.elements.map { Self.removal(of: $0, path) }
    }
  }

  /// `{"op":"remove","value":{"members":[…]}}`, which has no path.
  private static func members(_ value: JSON, _ type: ResourceType, _ notes: inout [String]) -> [PatchOperation]? {
    guard type == .group, value.object?.count == 1, value.object?.member(ignoringCase: "members") != nil,
      let list = MemberList(value)
    else { return nil }
    notes.append("removed only the listed members (E-62, X-02)")
    return [PatchOperation(op: "remove", path: "members", value: .array(list.elements))]
  }

  private static func removal(of element: JSON, _ path: PathText) -> PatchOperation {
    var path = path
    let value = element.object?.member(ignoringCase: "value")?.value ?? .null
    path.filter = "value eq \(value)"
    return PatchOperation(op: "remove", path: path.text)
  }
}
