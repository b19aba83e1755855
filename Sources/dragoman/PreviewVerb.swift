internal import Diagnostics
internal import Foundation
internal import Host
internal import JSON

extension Verbs {
  static let preview = Verb(
    name: "preview", summary: "Shows what a changed configuration would do to every directory user; writes nothing",
    options: [Option(name: "show", value: "N", help: "how many differences are shown (20); --json shows all of them")],
    notes: """
      It judges every source record under the files as they are now, or under those of --config NEW, and compares with
      the directory. NEW in another folder wants --data DIR. `dragoman apply` brings the host's own files into force.
      """
  ) { arguments, terminal in
    let shown = try arguments.integer("show") ?? 20
    return try await AdminConnection.with(arguments, terminal) { connection in
      try await PreviewRun(connection, arguments, terminal, shown: shown).run()
    }
  }
}

/// One preview from its beginning to its summary.
struct PreviewRun {
  private let connection: AdminConnection
  private let arguments: Arguments
  private let terminal: Terminal
  private let shown: Int

  init(_ connection: AdminConnection, _ arguments: Arguments, _ terminal: Terminal, shown: Int) {
    self.connection = connection
    self.arguments = arguments
    self.terminal = terminal
    self.shown = shown
  }

  func run() async throws -> Int32 {
    var values: JSONObject = ["config": .string(ChangeReport.absolute(arguments.config))]
    if !arguments.json { values["differences"] = JSON(shown) }
    let begun = try await connection.perform("preview.start", values)
    let report = ChangeReport(arguments, terminal)
    guard begun["outcome"]?.string == "previewing", let id = begun["id"]?.string else { return report.refused(begun) }
    var found: [JSON] = []
    let progress = ProgressLine(terminal)
    let total = Int(begun["total"]?.integer ?? 0)
    while true {
      let news = try await connection.perform("preview.poll", ["id": .string(id)])
      let differences = news["differences"]?.array ?? []
      if arguments.json { differences.forEach(terminal.json) } else { found += differences }
      if let summary = news["summary"] {
        progress.end()
        return finish(begun, summary, isExceeded: news["exceeded"]?.bool ?? false, found)
      }
      progress.show(Int(news["done"]?.integer ?? 0), of: total, "source records")
      if differences.isEmpty { try await Task.sleep(for: .milliseconds(50)) }
    }
  }

  private func finish(_ begun: JSON, _ summary: JSON, isExceeded: Bool, _ found: [JSON]) -> Int32 {
    guard !arguments.json else {
      var last: JSONObject = ["summary": summary, "confirm": isExceeded ? summary["grave"] ?? .null : .null]
      for name in ["providers", "unchanged", "restart", "threshold"] { last[name] = begun[name] }
      terminal.json(.object(last))
      return 0
    }
    ChangeReport(arguments, terminal).print(begun, summary, isExceeded: isExceeded)
    guard !found.isEmpty else { return 0 }
    terminal.out("")
    terminal.table(["WHO", "PROVIDER", "WHAT", "BEFORE → AFTER"], found.flatMap(rows))
    let all = ChangeReport.affected(summary)
    if all > found.count { terminal.out("… and \(all - found.count) more: --show \(all), or --json for all of them") }
    return 0
  }

  /// A line for each attribute that changes, the first with who it is.
  private func rows(_ difference: JSON) -> [[String]] {
    let marks = (difference["marks"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
    var changes = (difference["changes"]?.array ?? []).map { change in
      let (before, after) = (change["before"] ?? .null, change["after"] ?? .null)
      return "\(change["name"]?.string ?? "–"): \(before.brief) → \(after.brief)"
    }
    if let detail = difference["detail"]?.string { changes.insert(detail, at: 0) }
    let head = [difference["name"]?.string ?? "–", difference["provider"]?.string ?? "–", marks]
    guard let first = changes.first else { return [head + ["–"]] }
    return [head + [first]] + changes.dropFirst().prefix(9).map { ["", "", "", $0] }
  }
}
