/// A sub-attribute after a value path, compared: `emails[type eq "work"].value eq "x"` (E-13).
///
/// The RFC's grammar ends a value path at `]`; the comparison moves inside.
struct ValuePathInFilter: Deviation {
  let name = "valuePathInFilter"
  let rfc = "RFC 7644 §3.4.2.2"
  let facts = ["E-13"]
  let summary = "attribute[filter].sub eq X in a filter is read as attribute[filter and sub eq X]."

  func normalize(_ request: inout AdapterRequest) {
    request.rewriteFilters("moved the comparison after ] into the value path (E-13)", words: ["].", "%5d."]) {
      filter, scope in
      guard filter.tokens.contains(where: { if case .sub = $0 { true } else { false } }) else { return nil }
      var copy = filter
      copy.tokens = Self.moved(filter.tokens)
      return copy
    }
  }

  private static func moved(_ tokens: [FilterToken]) -> [FilterToken] {
    var (out, open, index) = ([FilterToken](), 0, 0)
    while index < tokens.count {
      if tokens[index] == .openValue { open = out.count + 1 }
      guard tokens[index] == .closeValue, index + 2 < tokens.count, case .sub(let name) = tokens[index + 1] else {
        out.append(tokens[index])
        index += 1
        continue
      }
      let end = if case .present = tokens[index + 2] { index + 3 } else { min(index + 4, tokens.count) }
      let inner = Array(out[min(open, out.count)...])
      out.removeLast(inner.count)
      out += enclosed(inner) + [.word("and"), .attribute(name)] + tokens[(index + 2)..<end] + [.closeValue]
      index = end
    }
    return out
  }

  /// The filter in brackets, enclosed when an `or` in it would bind less than the new `and`.
  private static func enclosed(_ inner: [FilterToken]) -> [FilterToken] {
    let hasOr = inner.contains { if case .word(let word) = $0 { word.lowercased() == "or" } else { false } }
    return hasOr ? [.open] + inner + [.close] : inner
  }
}
