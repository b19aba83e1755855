import JSON
import SCIM

/// `id`, `meta`, `schemas` and `groups` inside the value of an operation without a path (K-12, K-23).
///
/// The client sends back what it read; a path that names one of them stays, and is refused as the RFC says.
struct ReadOnlyKeys: Deviation {
  let name = "readOnlyKeys"
  let rfc = "RFC 7644 §3.5.2"
  let facts = ["K-12", "K-23", "A-07", "L-04"]
  let summary = "id, meta, schemas and a user's groups in a value without a path are ignored."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    let names = request.isAboutUsers ? ["id", "meta", "schemas", "groups"] : ["id", "meta", "schemas"]
    request.rewriteOperations { operation, notes in
      guard operation.path == nil, let members = operation.value?.object else { return nil }
      let left = members.filter { !names.contains($0.key.lowercased()) }
      guard left.count < members.count else { return nil }
      notes.append("ignored the read-only members of a value without a path (K-12, K-23)")
      guard !left.isEmpty else { return [] }
      return [operation.with(value: .object(JSONObject(left.map { ($0.key, $0.value) })))]
    }
  }
}
