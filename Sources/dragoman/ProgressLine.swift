internal import Foundation

/// One line that tells how far something is, rewritten in place on a terminal and silent elsewhere.
struct ProgressLine: Sendable {
  private let isShown: Bool

  init(_ terminal: Terminal) { isShown = terminal.isInteractive }

  func show(_ done: Int, of total: Int, _ what: String) { write("\r\u{1B}[K\(done) of \(total) \(what)") }

  func end() { write("\r\u{1B}[K") }

  private func write(_ text: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
