internal import Text

/// A text for a message: printable, and not longer than a line.
func clipped(_ text: String, to limit: Int = 100) -> String {
  guard text.utf8.count > limit else { return text.printable }
  return String(decoding: text.utf8.prefix(limit), as: UTF8.self).printable + "…"
}
