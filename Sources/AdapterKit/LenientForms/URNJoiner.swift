import JSON
import SCIM

/// An extension's attribute joined to its URN by a dot, as legacy jobs of 2018 write it (E-38).
struct URNJoiner: Deviation {
  let name = "urnJoiner"
  let rfc = "RFC 7644 §3.10"
  let facts = ["E-38"]
  let summary = "urn:…:2.0:User.department is read as urn:…:2.0:User:department, in paths, keys and filters."

  private let note = "read '.' after a URN as ':' (E-38)"

  func normalize(_ request: inout AdapterRequest) {
    let type = request.resourceType
    request.rewriteFilters(note, words: ["urn"]) { filter, scope in
      var (copy, changed) = (filter, false)
      for (index, token) in filter.tokens.enumerated() {
        guard case .attribute(let text) = token, let joined = Self.joined(text, type) else { continue }
        copy.tokens[index] = .attribute(joined)
        changed = true
      }
      return changed ? copy : nil
    }
    request.rewriteOperations { operation, notes in
      guard let new = Self.joined(operation, type) else { return nil }
      notes.append(note)
      return [new]
    }
  }

  private static func joined(_ operation: PatchOperation, _ type: ResourceType?) -> PatchOperation? {
    guard let path = operation.path else { return keys(operation, type) }
    return joined(path, type).map { operation.with(path: $0) }
  }

  private static func joined(_ text: String, _ type: ResourceType?) -> String? {
    guard text.utf8.contains(UInt8(ascii: ":")), var path = PathText(text, of: type), path.joiner == "." else {
      return nil
    }
    path.joiner = ":"
    return path.text
  }

  private static func keys(_ operation: PatchOperation, _ type: ResourceType?) -> PatchOperation? {
    guard let members = operation.value?.object, members.keys.contains(where: { joined($0, type) != nil }) else {
      return nil
    }
    return operation.with(value: .object(JSONObject(members.map { (joined($0.key, type) ?? $0.key, $0.value) })))
  }
}
