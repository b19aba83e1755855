import JSON
import SCIM

/// `"True"` and `"False"` where the schema has a boolean: in bodies, in values of a PATCH, in filters (E-25, E-40, E-44).
struct StringBooleans: Deviation {
  let name = "boolFromString"
  let rfc = "RFC 7643 §2.3.2"
  let facts = ["E-25", "E-40", "E-44", "N-02", "Q-03"]
  let summary = "\"True\" and \"False\", in any case, are booleans where the schema has a boolean."

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteValues(where: Self.mayHold) { value, site, notes in Self.read(value, site.attribute, &notes) }
    request.rewriteFilters("read a boolean literal in another spelling (E-44)", words: ["true", "false"]) {
      filter, scope in
      filter.mapLiterals(in: scope) { literal, attribute in
        guard attribute?.kind == .boolean, literal != "true", literal != "false" else { return nil }
        return Self.boolean(literal.trimmingQuotes).map { $0 ? "true" : "false" }
      }
    }
  }

  /// Whether a boolean may be in it, so that the schema need not be asked for every name.
  private static func mayHold(_ name: String, _ value: JSON) -> Bool {
    switch value {
    case .string(let text): boolean(text) != nil
    case .array(let elements): elements.contains { $0.object != nil || $0.string.flatMap(boolean) != nil }
    case .object: true
    default: false
    }
  }

  private static func read(_ value: JSON, _ attribute: SchemaAttribute, _ notes: inout [String]) -> JSON? {
    switch value {
    case .string(let text):
      guard attribute.kind == .boolean, let bool = boolean(text) else { return nil }
      notes.append("read \(attribute.name) \(value) as \(bool) (E-40)")
      return .bool(bool)
    case .array(let elements):
      let read = elements.map { $0.object == nil ? nil : Self.read($0, attribute, &notes) }
      return read.contains { $0 != nil } ? .array(zip(elements, read).map { $1 ?? $0 }) : nil
    case .object(let members):
      return attribute.kind == .complex ? readParts(of: members, attribute, &notes) : nil
    default: return nil
    }
  }

  private static func readParts(
    of members: JSONObject, _ attribute: SchemaAttribute, _ notes: inout [String]
  ) -> JSON? {
    var (copy, changed) = (members, false)
    for member in members {
      guard member.value.string != nil, let part = attribute.subAttribute(member.key),
        let new = read(member.value, part, &notes)
      else { continue }
      copy[member.key] = new
      changed = true
    }
    return changed ? .object(copy) : nil
  }

  private static func boolean(_ text: String) -> Bool? {
    if equalIgnoringASCIICase(text, "true") { return true }
    return equalIgnoringASCIICase(text, "false") ? false : nil
  }
}

extension String {
  fileprivate var trimmingQuotes: String {
    count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
