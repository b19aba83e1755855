internal import AdapterTesting
internal import Diagnostics
internal import Text

/// What an adapter makes of a request, for people.
struct DialectSheet {
  private let explained: AdapterExplanation
  private let terminal: Terminal

  init(_ explained: AdapterExplanation, _ terminal: Terminal) {
    self.explained = explained
    self.terminal = terminal
  }

  func print() {
    head("As it was sent")
    terminal.out(explained.sent.printableLines)
    head(explained.steps.isEmpty ? "No deviation fired: it is RFC 7644 already" : "What the adapter reads otherwise")
    for step in explained.steps {
      let grounds = step.grounds.isEmpty ? "" : "  \(step.grounds)"
      terminal.out("\(terminal.paint.bold(step.name))\(grounds)\n  \(step.summary)")
      step.notes.forEach { terminal.out("  note: \($0.printable)") }
    }
    if !explained.steps.isEmpty {
      head("As RFC 7644 has it")
      terminal.out(explained.normalized.printableLines)
    }
    guard !explained.semantics.isEmpty else { return }
    head("What the RFC leaves open or the dialect means otherwise")
    terminal.table(["CHOICE", "MEANING"], explained.semantics.map { [$0.choice, $0.meaning] })
  }

  private func head(_ text: String) { terminal.out("\n" + terminal.paint.bold("── \(text) ──")) }
}

extension String {
  /// Every line as it can be shown on a terminal.
  fileprivate var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
  }
}
