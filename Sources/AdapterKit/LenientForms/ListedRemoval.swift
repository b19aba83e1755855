import JSON
import SCIM

/// `remove members` with a list: only the listed ones go, where the RFC's reading would empty the group (E-62, N-12).
///
/// Each becomes `members[value eq "…"]`; elements are compared by `value` alone (L-14). An empty list removes nothing.
struct ListedRemoval: Deviation {
  let name = "listedRemoval"
  let rfc = "RFC 7644 §3.5.2.2"
  let facts = ["E-62", "N-12", "A-06", "X-02", "L-14"]
  let summary = "A remove that lists values removes those, one operation each, and nothing when the list is empty."

  func normalize(_ request: inout AdapterRequest) {
    guard let type = request.resourceType else { return }
    request.rewriteOperations { operation, notes in
      guard operation.op == "remove", let value = operation.value else { return nil }
      let text = operation.path ?? (value.object?.member(ignoringCase: "members") == nil ? nil : "members")
      guard let text, let path = PathText(text, of: type), path.filter == nil, path.subAttribute == nil,
        let target = path.definition(in: type), target.multiValued
      else { return nil }
      guard !value.isNull else { return [PatchOperation(op: "remove", path: text)] }
      guard let list = MemberList(value) else { return nil }
      notes.append("removed only the listed \(target.name) (E-62, N-12)")
      return list.elements.map { Self.removal(of: $0, path) }
    }
  }

  private static func removal(of element: JSON, _ path: PathText) -> PatchOperation {
    var path = path
    let value = element.object?.member(ignoringCase: "value")?.value ?? .null
    path.filter = "value eq \(value)"
    return PatchOperation(op: "remove", path: path.text)
  }
}
