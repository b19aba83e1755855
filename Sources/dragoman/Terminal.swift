internal import Diagnostics
internal import Foundation
internal import JSON
internal import Text

/// Where a verb prints: text for people on a terminal, plain when piped.
struct Terminal: Sendable {
  let out: @Sendable (String) -> Void
  let err: @Sendable (String) -> Void
  let isInteractive: Bool
  let paint: Paint
  /// Whether nobody reads any more what is printed: the pipe's other end is closed.
  let hasNoReader: @Sendable () -> Bool

  static let standard = Terminal(
    out: { FileHandle.standardOutput.line($0) }, err: { FileHandle.standardError.line($0) },
    hasNoReader: { isBroken(STDOUT_FILENO) }, isInteractive: isatty(STDOUT_FILENO) == 1,
    colour: isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil)

  init(
    out: @escaping @Sendable (String) -> Void, err: @escaping @Sendable (String) -> Void,
    hasNoReader: @escaping @Sendable () -> Bool = { false }, isInteractive: Bool, colour: Bool
  ) {
    self.out = out
    self.err = err
    self.hasNoReader = hasNoReader
    self.isInteractive = isInteractive
    paint = Paint(on: colour)
  }

  /// A table with a head, columns as wide as their widest cell.
  func table(_ head: [String], _ rows: [[String]]) {
    var table = Table(head, self)
    table.add(rows)
  }

  /// One JSON line.
  func json(_ value: JSON) { out(value.description.printableJSON) }

  /// What went wrong and what to do, on standard error: as text, or as a JSON line.
  func fail(_ message: String, fix: String?, json: Bool) {
    guard !json else {
      var object: JSONObject = ["error": .string(message)]
      if let fix { object["fix"] = .string(fix) }
      return err(JSON.object(object).description.printableJSON)
    }
    err("\(paint.red("error:")) \(message.printable)")
    if let fix { err("    = fix: \(fix.printable)") }
  }
}

/// A pipe without a reader shows it before anything is written to it.
private func isBroken(_ descriptor: Int32) -> Bool {
  var state = pollfd(fd: descriptor, events: 0, revents: 0)
  return poll(&state, 1, 0) > 0 && Int32(state.revents) & Int32(POLLERR | POLLNVAL) != 0
}

extension FileHandle {
  fileprivate func line(_ text: String) { try? write(contentsOf: Data((text + "\n").utf8)) }
}
