import JSON
import SCIM

/// A literal without quotes: `externalId eq jyoung` (E-12, A-03). It ends at a blank or `)`; its case is kept.
struct UnquotedLiterals: Deviation {
  let name = "unquotedLiterals"
  let rfc = "RFC 7644 §3.4.2.2"
  let facts = ["E-12", "E-18", "A-03"]
  let summary = "A bare word that a text is compared with is read as a string, in filters and in the filters of paths."

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteFilters("read a literal without quotes as a string (E-12)", words: []) { filter, scope in
      // Nearly every filter has quotes: then no name need be looked up.
      guard filter.tokens.contains(where: Self.isBare) else { return nil }
      return filter.mapLiterals(in: scope) { literal, attribute in
        Self.stands(literal, for: attribute) ? nil : JSON.string(literal).description
      }
    }
  }

  private static func isBare(_ token: FilterToken) -> Bool {
    if case .literal(let text) = token { text.utf8.first != UInt8(ascii: "\"") } else { false }
  }

  /// Whether the literal is one of the RFC's for such an attribute.
  private static func stands(_ literal: String, for attribute: SchemaAttribute?) -> Bool {
    // By bytes: to a Character a quote and the combining mark after it are one.
    if literal.utf8.first == UInt8(ascii: "\"") || literal == "null" { return true }
    let isNumber = JSONNumber(literal: literal) != nil
    switch attribute?.kind {
    case .boolean?: return true
    case .integer?, .decimal?: return isNumber
    case nil: return isNumber || literal == "true" || literal == "false"
    default: return false
    }
  }
}
