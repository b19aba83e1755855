import Diagnostics

/// A text's lines, counted independently of the reader: every mark must agree with them.
struct TextPlaces {
  private let bytes: [UInt8]
  private var starts = [0]
  var count: Int { bytes.count }

  init(_ text: String) {
    bytes = Array(text.utf8)
    for at in bytes.indices where bytes[at] == 0x0A || bytes[at] == 0x0D && !bytes[(at + 1)...].starts(with: [0x0A]) {
      starts.append(at + 1)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { starts[0] = 3 }
  }

  /// A range inside the text whose marks agree with it.
  func check(_ range: SourceRange) throws(Violation) {
    try hold(range.start.offset <= range.end.offset, "a range ends before it begins: \(range)")
    try check(range.start)
    try check(range.end)
  }

  /// The bytes of a line, from 1, without its line break.
  func line(_ number: Int) -> [UInt8]? {
    guard number >= 1, number <= starts.count else { return nil }
    return Array(bytes[starts[number - 1]...].prefix { $0 != 0x0A && $0 != 0x0D })
  }

  private func check(_ mark: SourceMark) throws(Violation) {
    try hold((0...bytes.count).contains(mark.offset), "a place outside of the text: \(mark)")
    try hold(bytes[mark.offset...].first.map { $0 & 0xC0 != 0x80 } ?? true, "a place inside a character: \(mark)")
    guard mark.line >= 1, mark.line <= starts.count else { throw Violation(description: "no such line: \(mark)") }
    let start = starts[mark.line - 1]
    let isBeforeText = mark.offset < start && mark.line == 1
    try hold(isBeforeText || start <= mark.offset, "the line begins after the place: \(mark)")
    try hold(mark.line == starts.count || mark.offset < starts[mark.line], "the place is in a later line: \(mark)")
    let column = isBeforeText ? 1 : bytes[start..<mark.offset].count { $0 & 0xC0 != 0x80 } + 1
    try hold(mark.column == column, "column \(column), not \(mark)")
  }
}
