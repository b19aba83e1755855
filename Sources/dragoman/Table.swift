internal import Diagnostics
internal import Text

/// A table that may come in pages: the columns are as wide as the widest cell so far, the head is printed once.
///
/// What steers a terminal is written out (`\u{1b}`), whoever brought it.
struct Table {
  private let head: [String]
  private let terminal: Terminal
  private var widths: [Int]
  private var hasBegun = false

  init(_ head: [String], _ terminal: Terminal) {
    self.head = head
    self.terminal = terminal
    widths = head.map(\.count)
  }

  /// Prints more rows.
  mutating func add(_ rows: [[String]]) {
    let cells = rows.map { $0.enumerated().map { cell($1, $0) } }
    for row in cells { widths = zip(widths, row).map { max($0, $1.count) } }
    if !hasBegun { terminal.out(terminal.paint.bold(line(head))) }
    hasBegun = true
    for row in cells { terminal.out(line(row)) }
  }

  /// The last column may run on: nothing stands behind it.
  private func cell(_ text: String, _ column: Int) -> String {
    let limit = column == head.count - 1 ? 240 : 60
    let text = text.printable
    return text.count > limit ? text.prefix(limit - 1) + "…" : text
  }

  private func line(_ row: [String]) -> String {
    let padded = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
    return padded.joined(separator: "  ").trimmingTrailingBlanks
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}

/// `1 provider`, `2 providers`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
