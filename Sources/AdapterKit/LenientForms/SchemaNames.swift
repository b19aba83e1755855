import JSON
import SCIM
import Text

/// `schemas` lists what it shouldn't, or not what it should; extensions come under URNs of SCIM 1 or misspelled ones.
///
/// What a body holds is known by its keys: foreign URNs are dropped, the resource's own is put in.
struct SchemaNames: Deviation {
  let name = "schemaNames"
  let rfc = "RFC 7643 §3"
  let facts = ["E-23", "E-59", "N-02", "G-04"]
  let summary =
    "schemas may hold foreign URNs and lack its own; extensions under the URNs of SCIM 1 are read as the RFC's."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    guard let body = request.body?.object, let type = request.resourceType else { return }
    if request.isPatch {
      SchemaSpelling.rename(&request, of: type)
      return setSchemas([patchSchema], in: body, &request)
    }
    guard request.isCreate || request.isReplace else { return }
    let renamed = SchemaSpelling.renamed(body)
    if let renamed {
      request.body = .object(renamed)
      request.note("read an extension under another URN as the RFC's (E-23, N-02)")
    }
    let members = renamed ?? body
    setSchemas(Self.known(members, type), in: members, &request)
  }

  private func setSchemas(_ schemas: [String], in body: JSONObject, _ request: inout AdapterRequest) {
    let found = body.member(ignoringCase: "schemas")
    let listed = found?.value.array?.map(\.string)
    guard listed != schemas, case .object(var members) = request.body else { return }
    members[found?.key ?? "schemas"] = .array(schemas.map { .string($0) })
    request.body = .object(members)
    let foreign = (listed ?? []).compactMap { $0 }.filter { !schemas.contains($0) }
    request.note(
      foreign.isEmpty
        ? "put \(schemas.joined(separator: ", ")) into schemas (E-23)"
        : "dropped \(foreign.map(\.printable).joined(separator: ", ")) from schemas (E-23, E-59, N-02)")
  }

  /// The type's own URN, then those listed that are registered or used.
  private static func known(_ members: JSONObject, _ type: ResourceType) -> [String] {
    let listed = (members.member(ignoringCase: "schemas")?.value.array ?? []).compactMap(\.string)
    var known = [type.schema.id]
    for urn in listed.map({ SchemaSpelling.canonical($0) ?? $0 }) {
      let name = type.registered(urn)?.id ?? members.member(ignoringCase: urn)?.key
      if let name, !known.contains(name) { known.append(name) }
    }
    guard let own = listed.firstIndex(where: { $0 == type.schema.id }), own > 0 else { return known }
    return Self.inOrder(known, listed)
  }

  /// The known URNs in the order in which they were listed: order isn't worth a change.
  private static func inOrder(_ known: [String], _ listed: [String]) -> [String] {
    listed.filter { known.contains($0) } + known.filter { !listed.contains($0) }
  }
}
