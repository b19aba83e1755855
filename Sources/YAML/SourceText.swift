import Diagnostics

/// The text of a file with its lines: makes marks, excerpts and diagnostics.
struct SourceText: Sendable {
  let file: String
  let text: String
  let lines: LineTable

  init(file: String, text: String) {
    self.file = file
    self.text = text
    lines = LineTable(text)
  }

  /// Whether the text begins with a byte order mark, which isn't part of its content.
  var hasByteOrderMark: Bool { text.utf8.starts(with: byteOrderMark) }

  func range(offsets: Range<Int>) -> SourceRange {
    SourceRange(file: file, start: lines.mark(offset: offsets.lowerBound), end: lines.mark(offset: offsets.upperBound))
  }

  func range(scalars start: Int, _ end: Int) -> SourceRange {
    SourceRange(file: file, start: lines.mark(scalar: start), end: lines.mark(scalar: max(start, end)))
  }

  /// The text of a stretch of bytes.
  func slice(_ offsets: Range<Int>) -> Substring {
    let bytes = text.utf8
    let count = bytes.count
    let from = bytes.index(bytes.startIndex, offsetBy: min(offsets.lowerBound, count))
    let to = bytes.index(bytes.startIndex, offsetBy: min(offsets.upperBound, count))
    return text[from..<to]
  }

  /// The line in which `range` starts; nil when it is another file's, or too long to be shown.
  func excerpt(_ range: SourceRange) -> String? {
    guard range.file == file, let bytes = lines.bytes(ofLine: range.start.line), bytes.count <= 4096 else { return nil }
    return String(slice(bytes))
  }

  func diagnostic(
    _ message: String, at range: SourceRange, fix: String? = nil, see: String? = nil,
    severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(message, at: range, excerpt: excerpt(range), fix: fix, see: see, severity: severity)
  }
}

/// A word of the file as a message shows it: not longer than a line.
func shown(_ text: String) -> String {
  text.unicodeScalars.count <= 60 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(59))) + "…"
}
