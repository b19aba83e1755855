import JSON
import SCIM

/// A value path where an attribute name belongs: `attributes=emails[type eq "work"]` (E-75). The attribute is meant.
struct ProjectionValuePath: Deviation {
  let name = "projectionValuePath"
  let rfc = "RFC 7644 §3.9"
  let facts = ["E-75"]
  let summary = "A filter in brackets is left out of attributes and excludedAttributes."

  func normalize(_ request: inout AdapterRequest) {
    guard !request.query.isEmpty, request.query.holds("ttributes=") else { return }
    var parameters = QueryText(request.query)
    var changed = false
    for name in ["attributes", "excludedAttributes"] {
      guard let value = parameters[name], value.contains("["), let bare = Self.withoutFilters(value) else { continue }
      parameters[name] = bare
      changed = true
    }
    guard changed else { return }
    request.query = parameters.text
    request.note("read a value path among the attributes asked for as its attribute (E-75)")
  }

  /// The list without what stands in brackets; nil when they don't match.
  private static func withoutFilters(_ list: String) -> String? {
    var (out, depth) = ("", 0)
    for character in list {
      if character == "[" { depth += 1 }
      if depth == 0 { out.append(character) }
      if character == "]" { depth -= 1 }
      guard depth >= 0 else { return nil }
    }
    return depth == 0 ? out : nil
  }
}
