import JSON
import SCIM

/// A single value wrapped in a list or an object: `["Lena"]`, `[{"value":"Lena"}]`, `{"value":"Lena"}` (E-47).
struct ScalarInArray: Deviation {
  let name = "scalarInArray"
  let rfc = "RFC 7643 §2.3"
  let facts = ["E-47"]
  let summary = "A list of one, or an object with a value, is its value where the schema has a single simple one."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteValues(where: { $1.array?.count == 1 || $1.object != nil }) { value, site, notes in
      guard !site.attribute.multiValued, site.attribute.kind != .complex, let scalar = Self.scalar(in: value) else {
        return nil
      }
      notes.append("took the value of \(site.attribute.name) out of its wrapping (E-47)")
      return scalar
    }
  }

  private static func scalar(in value: JSON) -> JSON? {
    let inner: JSON
    switch value {
    case .array(let elements):
      guard elements.count == 1 else { return nil }
      inner = elements[0]
    case .object: inner = value
    default: return nil
    }
    let scalar = inner.object.flatMap { $0.member(ignoringCase: "value")?.value } ?? inner
    return scalar.isScalar ? scalar : nil
  }
}
