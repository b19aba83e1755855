internal import AdapterTesting
internal import Diagnostics
internal import Foundation
internal import JSON

extension Verbs {
  static let adapterTest = Verb(
    name: "adapter test", summary: "Checks an adapter's folder: the conformance kit, which says when it is done",
    positional: [Positional(name: "FOLDER")],
    notes: """
      Plays its exchanges and the story over HTTP against hosts of its own, each with a temporary data directory, and
      tries on them what every adapter must hold: purity (the same message twice, the same answer), idempotence
      (normalising what is normalised changes nothing), round trip (what a GET shows is accepted as a PUT and changes
      nothing), no invention, no loss (what was sent is stored, refused or named in a note), what the crossing to a
      library costs, and that some exchange needs each of its deviations. Plugins/README.md says more.
      """,
    run: { arguments, terminal in try await AdapterTest(arguments, terminal).run() })
}

/// One run of `dragoman adapter test FOLDER`.
private struct AdapterTest {
  let arguments: Arguments
  let terminal: Terminal

  init(_ arguments: Arguments, _ terminal: Terminal) {
    self.arguments = arguments
    self.terminal = terminal
  }

  func run() async throws -> Int32 {
    let folder = arguments.word(0)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw UsageError(message: "there is no folder '\(folder)'", fix: "name the folder that holds adapter.yaml")
    }
    let line = ProgressLine(terminal)
    let report = try await ConformanceKit(folder: folder, progress: { line.show($1 + 1, of: $2, $0) }).run()
    line.end()
    if arguments.json { printJSON(report) } else { printText(report) }
    return report.passed ? 0 : 1
  }

  private func printJSON(_ report: ConformanceReport) {
    report.checks.forEach { terminal.json($0.json) }
    report.trials.forEach { terminal.json($0.json) }
    terminal.json(["adapter": .string(report.adapter), "passed": .bool(report.passed)])
  }

  private func printText(_ report: ConformanceReport) {
    report.faults.forEach { terminal.out($0.rendered(colour: terminal.isInteractive) + "\n") }
    terminal.table(
      ["CHECK", "RESULT", "DETAIL"], report.checks.map { [$0.name, word(for: $0), $0.detail] })
    if !report.trials.isEmpty {
      terminal.out("")
      let shown = report.trials.filter { !$0.isForm || $0.neededBy != nil }
      terminal.table(["DEVIATION", "NEEDED BY"], shown.map { [$0.deviation, $0.neededBy ?? "nothing"] })
    }
    terminal.out("")
    let count = counted(report.faults.count, "fault")
    terminal.out(
      report.passed
        ? "\(terminal.paint.green("done")): \(report.adapter) holds"
        : "\(terminal.paint.red("not done")): \(count) in \(report.adapter)")
  }

  private func word(for check: ConformanceCheck) -> String {
    switch check.outcome {
    case .passed: "ok"
    case .failed: counted(check.faults.count, "fault")
    case .skipped: "–"
    }
  }
}
