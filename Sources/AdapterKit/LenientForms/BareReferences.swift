import JSON
import SCIM

/// `manager` without its URN, and `manager` and `members` compared without `value` (E-18, E-19, E-41).
struct BareReferences: Deviation {
  let name = "bareReferences"
  let rfc = "RFC 7643 §4.3"
  let facts = ["E-18", "E-19", "E-41"]
  let summary = "manager is the enterprise extension's; manager eq X and members eq X compare the value."

  private let note = "read a bare manager or members as the attribute's value (E-18, E-19)"

  func normalize(_ request: inout AdapterRequest) {
    guard let type = request.resourceType else { return }
    request.rewriteFilters(note, words: ["manager", "members"]) { filter, scope in
      scope.parent == nil ? Self.qualified(filter, type) : nil
    }
    guard request.isAboutUsers else { return }
    request.rewriteOperations { operation, notes in
      guard let new = operation.path.flatMap({ Self.qualified($0, type) }) else { return nil }
      notes.append("read the path manager as the enterprise extension's (E-41)")
      return [operation.with(path: new)]
    }
    moveManager(&request)
  }

  private static func qualified(_ text: String, _ type: ResourceType) -> String? {
    guard var path = PathText(text, of: type), path.schema == nil,
      equalIgnoringASCIICase(path.attribute, "manager")
    else { return nil }
    (path.schema, path.attribute) = (SCIMURN.enterpriseUser, "manager")
    return path.text
  }

  private static func qualified(_ filter: FilterText, _ type: ResourceType) -> FilterText? {
    var (copy, changed) = (filter, false)
    for (index, token) in filter.tokens.enumerated() {
      guard case .attribute(let text) = token, let name = reference(text, type) else { continue }
      let isWhole = PathText(name, of: type)?.subAttribute == nil
      let new = isWhole && filter.isCompared(at: index) ? name + ".value" : name
      guard new != text else { continue }
      copy.tokens[index] = .attribute(new)
      changed = true
    }
    return changed ? copy : nil
  }

  private static func reference(_ text: String, _ type: ResourceType) -> String? {
    if type.name == "Group" { return equalIgnoringASCIICase(text, "members") ? "members" : nil }
    return qualified(text, type)
  }

  /// `manager` among the core attributes of a whole user.
  private func moveManager(_ request: inout AdapterRequest) {
    guard request.isCreate || request.isReplace, case .object(var members) = request.body,
      let bare = members.member(ignoringCase: "manager")
    else { return }
    let place = members.member(ignoringCase: SCIMURN.enterpriseUser)
    var own = place?.value.object ?? JSONObject()
    if own.member(ignoringCase: "manager") == nil { own["manager"] = bare.value }
    members[bare.key] = nil
    members[place?.key ?? SCIMURN.enterpriseUser] = .object(own)
    request.body = .object(members)
    request.note("read manager as the enterprise extension's (E-41)")
  }
}
