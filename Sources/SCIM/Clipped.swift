internal import Text

/// A text for a message: printable, not longer than a line, and without what follows the name of a secret.
func clipped(_ text: String, to limit: Int = 80) -> String {
  // The names of attributes, mostly: shorter than a secret's, or without its first letter.
  if text.utf8.count <= limit, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "p") }) { return text.printable }
  let shown = ArraySlice(text.utf8.prefix(limit)).untilSecret
  guard shown.count < text.utf8.count else { return text.printable }
  return String(decoding: shown, as: UTF8.self).printable + "…"
}

extension ArraySlice<UInt8> {
  /// Where the name of a secret stands, in any case (RFC 7643 §4.1.1 `password`).
  var secretName: Range<Int>? {
    let name = Array("password".utf8)
    guard count >= name.count else { return nil }
    return (startIndex...(endIndex - name.count)).lazy.map { $0..<($0 + name.count) }.first { range in
      self[range].elementsEqual(name) { $0 | 0x20 == $1 }
    }
  }

  /// Up to the end of a secret's name, since a filter compares what follows with the secret itself; all if none is named.
  var untilSecret: ArraySlice<UInt8> { secretName.map { self[..<$0.upperBound] } ?? self }
}
