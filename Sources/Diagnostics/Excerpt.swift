/// A line as a terminal shows it, with carets under a range: control characters visible, a long line cut around them.
struct Excerpt {
  private(set) var text = ""
  /// What stands before the carets: blanks, and the tabs of the line.
  private(set) var lead = ""
  private(set) var carets = ""

  private static let width = 160
  private static let before = 60

  init(_ line: String, marking range: SourceRange) {
    let scalars = Array(line.unicodeScalars)
    let start = min(max(0, range.start.column - 1), scalars.count)
    let end = range.end.line == range.start.line ? max(start, range.end.column - 1) : scalars.count
    let from = scalars.count <= Self.width ? 0 : max(0, start - Self.before)
    let to = min(scalars.count, from + Self.width)
    text =
      (from > 0 ? "…" : "") + scalars[from..<to].map { String($0.visible) }.joined() + (to < scalars.count ? "…" : "")
    lead = (from > 0 ? " " : "") + scalars[from..<start].map { $0 == "\t" ? "\t" : blanks($0.columns) }.joined()
    let marked = scalars[start..<max(start, min(end, to))].reduce(0) { $0 + $1.columns }
    carets = String(repeating: "^", count: max(1, marked))
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}

/// The text with what would steer a terminal made visible, character for character.
func visible(_ text: String) -> String {
  text.unicodeScalars.map { String($0.visible) }.joined()
}

extension Unicode.Scalar {
  /// The character, or a picture of it: `␛` for ESC.
  fileprivate var visible: Unicode.Scalar {
    switch value {
    case 0x09: self
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
    default: self
    }
  }

  /// How many columns of a terminal it takes (Unicode Standard Annex #11).
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .format: return visible == self ? 0 : 1
    default: return isWide ? 2 : 1
    }
  }

  private var isWide: Bool {
    switch value {
    case 0..<0x1100: false
    case 0x1100...0x115F, 0x2329, 0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F: true
    case 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6: true
    case 0x20000...0x3FFFD: true
    default: properties.isEmojiPresentation
    }
  }
}
