internal import Diagnostics
internal import Foundation
internal import JSON
internal import Text

/// What a changed configuration does, as people read it: what is grave first.
struct ChangeReport {
  private let arguments: Arguments
  private let terminal: Terminal

  init(_ arguments: Arguments, _ terminal: Terminal) {
    self.arguments = arguments
    self.terminal = terminal
  }

  /// The host has a working directory of its own.
  static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).path }

  /// How many entries differ, each counted once or more: an upper bound for people.
  static func affected(_ summary: JSON) -> Int {
    ["users", "groups"].reduce(0) { sum, kind in
      ["appears", "changes", "collides", "appleIDTaken", "incomplete"].reduce(sum) { $0 + count(summary, kind, $1) }
    }
  }

  private static func count(_ summary: JSON, _ kind: String, _ mark: String) -> Int {
    Int(summary[kind]?[mark]?.integer ?? 0)
  }

  /// The configuration has mistakes, or wants a confirmation: says so and returns the exit code.
  func refused(_ answer: JSON) -> Int32 {
    if arguments.json {
      terminal.json(answer)
      return 1
    }
    let diagnostics = answer["diagnostics"]?.array ?? []
    for diagnostic in diagnostics { terminal.out(diagnostic["text"]?.string ?? "") }
    if let summary = answer["summary"] { print(answer, summary, isExceeded: true) }
    terminal.err(
      diagnostics.isEmpty
        ? "Nothing changed." : "\(counted(diagnostics.count, "mistake")): the configuration in force stays")
    return 1
  }

  func print(_ answer: JSON, _ summary: JSON, isExceeded: Bool) {
    if isExceeded { confirmation(summary, answer["version"]?.string) }
    for provider in answer["providers"]?.array ?? [] { terminal.out(line(provider).printable) }
    if answer["providers"]?.array?.isEmpty ?? true { terminal.out("No provider's mapping or settings change.") }
    let kinds = ["users", "groups"].map { kind in
      [kind] + Self.marks.map { String(Self.count(summary, kind, $0)) }
    }
    terminal.table([""] + Self.marks.map { Self.titles[$0] ?? $0.uppercased() }, kinds)
    terminal.out("\(counted(Int(summary["records"]?.integer ?? 0), "source record")) judged.")
    restart(answer)
  }

  /// What only a restart brings into force.
  func restart(_ answer: JSON) {
    let parts = (answer["restart"]?.array ?? []).compactMap(\.string)
    guard !parts.isEmpty else { return }
    terminal.out(
      terminal.paint.yellow("wants a restart, and stays as it is until then: \(parts.joined(separator: ", "))"))
  }

  /// `version` is the one that a rollback means.
  private func confirmation(_ summary: JSON, _ version: String?) {
    let number = Int(summary["grave"]?.integer ?? 0)
    let (deactivated, renamed) = (Self.count(summary, "users", "deactivates"), Self.count(summary, "users", "renames"))
    terminal.out(
      terminal.paint.red(
        "This deactivates \(counted(deactivated, "user")) and renames \(renamed), more than confirmAbove allows."))
    let verb = version.map { "mapping rollback \(arguments.word(0)) \($0)" } ?? "apply"
    terminal.out("    = to do it: dragoman \(verb) --yes \(number)")
  }

  private func line(_ provider: JSON) -> String {
    let name = provider["provider"]?.string ?? "–"
    let (before, after) = (provider["before"]?.string, provider["after"]?.string)
    guard let after else { return "\(name): removed; its endpoint answers 401, its directory entries stay" }
    let what = (provider["changes"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
    guard let before else { return "\(name): new, mapping \(after)" }
    return before == after ? "\(name): \(what)" : "\(name): \(what); mapping \(before) → \(after)"
  }

  private static let marks = [
    "appears", "changes", "deactivates", "reactivates", "renames", "collides", "appleIDTaken", "incomplete", "released",
  ]
  private static let titles = ["appleIDTaken": "APPLE ID TAKEN"]
}
