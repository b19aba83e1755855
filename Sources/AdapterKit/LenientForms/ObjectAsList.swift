import JSON
import SCIM

/// A list attribute given as one object: `"emails": {"value": "x@y"}` (N-07).
struct ObjectAsList: Deviation {
  let name = "objectAsList"
  let rfc = "RFC 7643 §2.4"
  let facts = ["N-07"]
  let summary = "One object where the schema has a list is a list of one."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteValues(where: { $1.object != nil }) { value, site, notes in
      guard site.takesList, value.object != nil else { return nil }
      notes.append("read \(site.attribute.name) as a list of one (N-07)")
      return .array([value])
    }
  }
}
