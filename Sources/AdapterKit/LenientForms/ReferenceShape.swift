import JSON
import SCIM

/// A manager as a bare id, in a list of one, or with a null `$ref` (E-24, E-41).
struct ReferenceShape: Deviation {
  let name = "referenceShape"
  let rfc = "RFC 7643 §4.3"
  let facts = ["E-24", "E-41"]
  let summary = "A manager given as a text or as a list of one is an object with value."
  let readsBodiesAlone = true

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteValues(where: { name, value in equalIgnoringASCIICase(name, "manager") }) { value, site, notes in
      guard Self.isReference(site.attribute), let object = Self.object(value), object != value else { return nil }
      notes.append("read \(site.attribute.name) as an object with value (E-24, E-41)")
      return object
    }
  }

  private static func isReference(_ attribute: SchemaAttribute) -> Bool {
    attribute.kind == .complex && !attribute.multiValued && attribute.subAttribute("value") != nil
      && attribute.subAttribute("$ref") != nil
  }

  private static func object(_ value: JSON) -> JSON? {
    switch value {
    case .string(let text): return text.isEmpty ? nil : .object(["value": value])
    case .array(let elements): return elements.count == 1 && elements[0].array == nil ? object(elements[0]) : nil
    case .object(let members):
      guard members.contains(where: { $0.value.isNull }) else { return value }
      return .object(JSONObject(members.filter { !$0.value.isNull }.map { ($0.key, $0.value) }))
    default: return nil
    }
  }
}
