internal import Diagnostics
internal import JSON
internal import Text

/// A recorded request, for people.
struct RecordedSheet {
  private let entry: JSON
  private let terminal: Terminal

  init(_ entry: JSON, _ terminal: Terminal) {
    self.entry = entry
    self.terminal = terminal
  }

  func print() {
    terminal.out(
      "\(terminal.paint.bold(entry.text("id")))  \(entry.text("at"))  \(entry.text("provider")) (\(entry.text("idp")))")
    head("As it was sent")
    printMessage(entry["sent"] ?? .null)
    if let normalized = entry["normalized"], normalized != entry["sent"] {
      head(normalized.isNull ? "It was refused before it was read" : "As RFC 7644 has it")
      if !normalized.isNull { printMessage(normalized) }
    }
    (entry["notes"]?.array ?? []).compactMap(\.string).forEach { terminal.out("note: \($0.printable)") }
    printAnswer()
  }

  func printAnswer() {
    head("What it was answered")
    let answer = entry["answer"] ?? .null
    terminal.out("\(answer["status"]?.integer ?? 0)")
    printBody(answer)
    if let cause = entry["cause"]?.string { terminal.out("cause: \(cause.printable)") }
  }

  private func printMessage(_ message: JSON) {
    let query = message.text("query")
    terminal.out("\(message.text("method")) \(message.text("path"))\(query.isEmpty ? "" : "?" + query)".printable)
    for header in message["headers"]?.object ?? [:] {
      terminal.out("\(header.key): \(header.value.string ?? "")".printable)
    }
    printBody(message)
  }

  private func printBody(_ message: JSON) {
    guard let body = message["body"] else { return }
    for line in body.pretty().split(separator: "\n") { terminal.out(String(line).printable) }
  }

  private func head(_ text: String) { terminal.out("\n" + terminal.paint.bold("── \(text) ──")) }
}
