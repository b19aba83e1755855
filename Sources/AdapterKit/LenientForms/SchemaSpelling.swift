import JSON
import SCIM

/// The URN of every PATCH body (RFC 7644 §3.5.2).
let patchSchema = SCIMURN.patchOp

/// URNs of SCIM 1 and misspelled ones, and the RFC's in their place.
enum SchemaSpelling {
  private static let enterprise: Set<String> = [
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0user",
    "urn:scim:schemas:extension:enterprise:1.0", "urn:scim:schemas:extension:enterprise:1.0:user",
    "urn:scim:schemas:extension:enterprise:2.0", "urn:scim:schemas:extension:enterprise:2.0:user",
  ]

  /// The RFC's URN for another spelling of it; nil for any other URN.
  static func canonical(_ urn: String) -> String? {
    enterprise.contains(urn.lowercased()) ? SCIMURN.enterpriseUser : nil
  }

  /// A resource whose extensions stand under the RFC's URNs; nil when they do.
  static func renamed(_ members: JSONObject) -> JSONObject? {
    guard members.contains(where: { canonical($0.key) != nil }) else { return nil }
    var renamed = JSONObject()
    for member in members {
      let key = canonical(member.key) ?? member.key
      renamed[key] = merged(renamed[key], member.value)
    }
    return renamed
  }

  /// Renames the URNs in paths and in the keys of values without a path.
  static func rename(_ request: inout AdapterRequest, of type: ResourceType) {
    request.rewriteOperations { operation, notes in
      guard let renamed = renamed(operation, of: type) else { return nil }
      notes.append("read an extension under another URN as the RFC's (E-23, N-02)")
      return [renamed]
    }
  }

  private static func renamed(_ operation: PatchOperation, of type: ResourceType) -> PatchOperation? {
    guard let path = operation.path else { return keys(of: operation) }
    return renamedPath(path, of: type).map { operation.with(path: $0) }
  }

  private static func renamedPath(_ text: String, of type: ResourceType) -> String? {
    if let whole = canonical(text) { return whole }
    guard var path = PathText(text, of: type), let urn = path.schema.flatMap({ canonical($0) }) else { return nil }
    path.schema = urn
    return path.text
  }

  private static func keys(of operation: PatchOperation) -> PatchOperation? {
    guard let members = operation.value?.object else { return nil }
    return renamed(members).map { operation.with(value: .object($0)) }
  }

  private static func merged(_ old: JSON?, _ new: JSON) -> JSON {
    guard case .object(var members) = old, let more = new.object else { return new }
    for member in more { members[member.key] = member.value }
    return .object(members)
  }
}
