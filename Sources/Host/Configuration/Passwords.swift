import Diagnostics

extension Diagnostics {
  /// The same with every password of a connection URL blotted out, so that no secret is printed.
  func withoutPasswords() -> Diagnostics {
    Diagnostics(
      all.map { diagnostic in
        var clean = diagnostic
        clean.message = blotted(diagnostic.message)
        clean.excerpt = diagnostic.excerpt.map(blotted)
        clean.fix = diagnostic.fix.map(blotted)
        return clean
      })
  }
}

/// `text` with `*` for each character of a password in `scheme://user:password@host` or `password=…`.
///
/// The length stays, so that a caret still points where it did.
func blotted(_ text: String) -> String {
  var scalars = Array(text.unicodeScalars)
  for range in passwordRanges(scalars) {
    for index in range { scalars[index] = "*" }
  }
  return String(String.UnicodeScalarView(scalars))
}

private func passwordRanges(_ text: [Unicode.Scalar]) -> [Range<Int>] {
  text.split(omittingEmptySubsequences: true, whereSeparator: isBoundary).flatMap { word in
    [credential(word), parameter(word)].compactMap { $0 }
  }
}

private func isBoundary(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || scalar == "\"" || scalar == "'"
}

/// Between the first `:` after `://` and the last `@`.
private func credential(_ word: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
  guard let start = find("://", in: word), let at = word.lastIndex(of: "@"), start < at else { return nil }
  guard let colon = word[start..<at].firstIndex(of: ":") else { return nil }
  return colon + 1..<at
}

/// From `password=` to the next parameter.
private func parameter(_ word: ArraySlice<Unicode.Scalar>) -> Range<Int>? {
  guard let start = find("password=", in: word) else { return nil }
  return start..<(word[start...].firstIndex { $0 == "&" } ?? word.endIndex)
}

/// The place after the first `needle`.
private func find(_ needle: String, in word: ArraySlice<Unicode.Scalar>) -> Int? {
  let needle = Array(needle.unicodeScalars)
  guard word.count >= needle.count else { return nil }
  return (word.startIndex...word.endIndex - needle.count).first { word[$0..<$0 + needle.count].elementsEqual(needle) }
    .map { $0 + needle.count }
}
