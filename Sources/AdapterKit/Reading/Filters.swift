import JSON
import SCIM

extension AdapterRequest {
  /// Rewrites every filter of the request: the query's, that of a query by POST, and those in the paths of a PATCH.
  /// `rewrite` answers nil to leave a filter; the note is left when one was changed.
  /// A filter is read only if one of `words`, if any, is in its text: each form would read it anew.
  mutating func rewriteFilters(
    _ note: String, words: [String], _ rewrite: (FilterText, FilterScope) -> FilterText?
  ) {
    guard isPatch || isSearch || query.utf8.count > 7 && query.holds(words) else { return }
    let scope = FilterScope(type: resourceType, parent: nil)
    if rewriteQuery(scope, rewrite) || rewriteSearch(scope, rewrite) || rewritePaths(scope, words, rewrite) {
      self.note(note)
    }
  }

  private mutating func rewriteQuery(
    _ scope: FilterScope, _ rewrite: (FilterText, FilterScope) -> FilterText?
  ) -> Bool {
    var parameters = QueryText(query)
    guard let old = parameters["filter"].flatMap({ FilterText($0) }), let new = rewrite(old, scope) else {
      return false
    }
    parameters["filter"] = new.text
    query = parameters.text
    return true
  }

  private mutating func rewriteSearch(
    _ scope: FilterScope, _ rewrite: (FilterText, FilterScope) -> FilterText?
  ) -> Bool {
    guard isSearch, case .object(var members) = body, let member = members.member(ignoringCase: "filter"),
      let old = member.value.string.flatMap({ FilterText($0) }), let new = rewrite(old, scope)
    else { return false }
    members[member.key] = .string(new.text)
    body = .object(members)
    return true
  }

  private mutating func rewritePaths(
    _ scope: FilterScope, _ words: [String], _ rewrite: (FilterText, FilterScope) -> FilterText?
  ) -> Bool {
    var changed = false
    rewriteOperations { operation, _ in
      guard let text = operation.path, text.utf8.contains(UInt8(ascii: "[")), text.holds(words),
        var path = PathText(text, of: scope.type),
        let old = path.filter.flatMap({ FilterText($0) })
      else { return nil }
      let parent = path.definition(in: scope.type) ?? scope.unknown
      guard let new = rewrite(old, FilterScope(type: scope.type, parent: parent)) else { return nil }
      path.filter = new.text
      changed = true
      return [operation.with(path: path.text)]
    }
    return changed
  }
}

extension String {
  /// Whether one of the words stands in the text; true when there are none.
  fileprivate func holds(_ words: [String]) -> Bool { words.isEmpty || words.contains(where: holds) }

  /// Whether an ASCII word in lower case stands in the text, in any case.
  func holds(_ word: String) -> Bool {
    var (text, word) = (self, word)
    return text.withUTF8 { text in word.withUTF8 { Self.holds(text, $0) } }
  }

  private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = word.first, text.count >= word.count else { return word.isEmpty }
    for start in 0...(text.count - word.count) where text[start] | 0x20 == first | 0x20 {
      if word.indices.allSatisfy({ text[start + $0] | 0x20 == word[$0] | 0x20 }) { return true }
    }
    return false
  }
}
