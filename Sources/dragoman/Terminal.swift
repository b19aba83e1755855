internal import Diagnostics
internal import Foundation
internal import Synchronization
internal import Text

/// Where a verb prints: text for people on a terminal, plain when piped.
struct Terminal: Sendable {
  let out: @Sendable (String) -> Void
  let err: @Sendable (String) -> Void
  let isInteractive: Bool
  let paint: Paint

  static let standard = Terminal(
    out: { FileHandle.standardOutput.line($0) }, err: { FileHandle.standardError.line($0) },
    isInteractive: isatty(STDOUT_FILENO) == 1,
    colour: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)

  init(
    out: @escaping @Sendable (String) -> Void, err: @escaping @Sendable (String) -> Void, isInteractive: Bool,
    colour: Bool
  ) {
    self.out = out
    self.err = err
    self.isInteractive = isInteractive
    paint = Paint(on: colour)
  }

  /// A table with a head, columns as wide as their widest cell, control characters made visible.
  func table(_ head: [String], _ rows: [[String]]) {
    let cells = rows.map { $0.map { Table.shortened($0.printable) } }
    let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
    out(paint.bold(Table.line(head, widths)))
    for row in cells { out(Table.line(row, widths)) }
  }
}

private enum Table {
  static func line(_ row: [String], _ widths: [Int]) -> String {
    let padded = zip(row, widths).map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
    return padded.joined(separator: "  ").trimmingTrailingBlanks
  }

  static func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(59) + "…" : text }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}

extension FileHandle {
  fileprivate func line(_ text: String) { try? write(contentsOf: Data((text + "\n").utf8)) }
}
