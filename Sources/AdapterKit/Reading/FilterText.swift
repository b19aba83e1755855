import SCIM

/// A filter as tokens, so that its spelling can be changed without touching its meaning (RFC 7644 §3.4.2.2).
struct FilterText: Hashable {
  var tokens: [FilterToken]

  /// Reads a filter; nil for what is none in any form that is known.
  init?(_ text: String) {
    guard var scanner = FilterScanner(text), let tokens = scanner.scan() else { return nil }
    self.tokens = tokens
  }

  /// The filter as a text, a blank between words.
  var text: String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      if index > 0, tokens[index - 1].isApart(from: token) { text += " " }
      text += token.text
    }
    return text
  }

  /// Whether the attribute at a place is compared with a literal.
  func isCompared(at index: Int) -> Bool {
    guard index + 1 < tokens.count, case .comparison = tokens[index + 1] else { return false }
    return true
  }

  /// The filter with other literals; nil when `rewrite` answers nil for every one.
  func mapLiterals(in scope: FilterScope, _ rewrite: (String, SchemaAttribute?) -> String?) -> FilterText? {
    var (copy, changed, outer, name) = (self, false, scope.parent, String?.none)
    var last: SchemaAttribute?
    for (index, token) in tokens.enumerated() {
      switch token {
      case .attribute(let text): (name, last) = (text, scope.definition(of: text, within: outer))
      case .openValue: outer = last ?? scope.unknown
      case .closeValue: (last, outer) = (outer, scope.parent)
      case .sub(let text): last = last?.subAttribute(text)
      case .literal(let text):
        guard name != nil, let instead = rewrite(text, last?.compared) else { continue }
        copy.tokens[index] = .literal(instead)
        changed = true
      default: break
      }
    }
    return changed ? copy : nil
  }
}

/// What the names of a filter are looked up in.
struct FilterScope {
  /// The type of the resources that are filtered.
  var type: ResourceType?
  /// The attribute whose values are chosen, for a filter in brackets.
  var parent: SchemaAttribute?

  /// What stands for an attribute that no schema knows.
  var unknown: SchemaAttribute { SchemaAttribute("", kind: .complex, "") }

  func definition(of name: String, within outer: SchemaAttribute?) -> SchemaAttribute? {
    if let outer { return outer.subAttribute(name) }
    return PathText(name, of: type)?.target(in: type)
  }
}

extension SchemaAttribute {
  /// What is compared: of a complex attribute its `value`.
  var compared: SchemaAttribute? { kind == .complex ? subAttribute("value") : self }
}
