internal import Diagnostics
internal import Host
internal import JSON
internal import Text

extension Verbs {
  static let apply = Verb(
    name: "apply", summary: "Brings the changed files into force, without a restart, and the directory under them",
    options: [
      confirmation, Option(name: "no-wait", help: "doesn't wait until every source record was judged again"),
    ],
    notes: """
      The files are checked whole and their examples run; a mistake changes nothing. The new configuration takes over
      between two requests, and source records are judged again behind them; this waits for that, and may be ended.
      """
  ) { arguments, terminal in
    try await AdminConnection.with(arguments, terminal) { connection in
      var values: JSONObject = ["config": .string(ChangeReport.absolute(arguments.config))]
      values["yes"] = try arguments.integer("yes").map { JSON($0) }
      let answer = try await connection.perform("configuration.apply", values)
      return try await ApplyReport(connection, arguments, terminal).finish(answer)
    }
  }

  static let mappingVersions: [Verb] = [
    Verb(
      name: "mapping history", summary: "Lists the mappings that were in force, or prints the files of one",
      positional: [Positional(name: "PROVIDER", isOptional: true), Positional(name: "VERSION", isOptional: true)],
      run: { arguments, terminal in
        var values: JSONObject = [:]
        values["provider"] = arguments.optionalWord(0).map(JSON.string)
        values["version"] = arguments.optionalWord(1).map(JSON.string)
        let verb = arguments.optionalWord(1) == nil ? "history.list" : "history.show"
        let answer = try await AdminConnection.perform(verb, values, arguments, terminal)
        printHistory(answer, arguments, terminal)
        return 0
      }),
    Verb(
      name: "mapping rollback", summary: "Puts the files of an earlier mapping back and brings them into force",
      positional: [Positional(name: "PROVIDER"), Positional(name: "VERSION", isOptional: true)],
      options: [confirmation, Option(name: "no-wait", help: "doesn't wait for the directory")],
      notes: """
        Without VERSION it is the last mapping that was another than the present one. The provider's file is put back
        whole; what it said and was never in force is kept beside it as FILE.replaced.
        """,
      run: { arguments, terminal in
        try await AdminConnection.with(arguments, terminal) { connection in
          var values: JSONObject = ["provider": .string(arguments.word(0))]
          values["version"] = arguments.optionalWord(1).map(JSON.string)
          values["yes"] = try arguments.integer("yes").map { JSON($0) }
          let answer = try await connection.perform("history.rollback", values)
          return try await ApplyReport(connection, arguments, terminal).finish(answer)
        }
      }),
  ]

  private static let confirmation = Option(
    name: "yes", value: "N", help: "deactivates or renames that many users, more than confirmAbove allows")

  private static func printHistory(_ answer: JSON, _ arguments: Arguments, _ terminal: Terminal) {
    if case .object(let files) = answer {
      guard !arguments.json else { return terminal.json(answer) }
      for (path, text) in files {
        terminal.out(terminal.paint.bold("# \(path)".printable))
        for line in (text.string ?? "").split(separator: "\n", omittingEmptySubsequences: false) {
          terminal.out(String(line).printable)
        }
      }
      return
    }
    let rows = answer.array ?? []
    guard !arguments.json else { return rows.forEach(terminal.json) }
    guard !rows.isEmpty else { return terminal.out("No mapping was ever in force here.") }
    terminal.table(
      ["PROVIDER", "MAPPING", "SINCE", "BY", "WHY"],
      rows.map { row in
        let version = (row["version"]?.string ?? "–") + (row["inForce"]?.bool == true ? " (in force)" : "")
        return [row["provider"]?.string ?? "–", version] + ["at", "actor", "reason"].map { row[$0]?.string ?? "–" }
      })
  }
}

/// What became of a change, and how far the directory is.
struct ApplyReport {
  private let connection: AdminConnection
  private let arguments: Arguments
  private let terminal: Terminal

  init(_ connection: AdminConnection, _ arguments: Arguments, _ terminal: Terminal) {
    self.connection = connection
    self.arguments = arguments
    self.terminal = terminal
  }

  func finish(_ answer: JSON) async throws -> Int32 {
    let report = ChangeReport(arguments, terminal)
    switch answer["outcome"]?.string {
    case "applied":
      if arguments.json { terminal.json(answer) } else { printApplied(answer, report) }
      return try await wait()
    case "nothing":
      guard !arguments.json else {
        terminal.json(answer)
        return 0
      }
      printFiles(answer)
      terminal.out("The files say what is in force already.")
      report.restart(answer)
      return 0
    default: return report.refused(answer)
    }
  }

  private func printApplied(_ answer: JSON, _ report: ChangeReport) {
    printFiles(answer)
    if let summary = answer["summary"] { report.print(answer, summary, isExceeded: false) }
    terminal.out(terminal.paint.green("In force."))
  }

  private func printFiles(_ answer: JSON) {
    if let version = answer["version"]?.string { terminal.out("back to mapping \(version)") }
    for file in answer["files"]?.array ?? [] { terminal.out("put back: \((file.string ?? "–").printable)") }
    for file in answer["kept"]?.array ?? [] {
      terminal.out("what was never in force: \((file.string ?? "–").printable)")
    }
  }

  /// Waits until every source record was judged again; the host does it whether or not somebody waits.
  private func wait() async throws -> Int32 {
    // Without a host nobody else would do it.
    if case .host = connection, arguments.has("no-wait") { return 0 }
    while true {
      let status = try await connection.perform("configuration.status")
      let jobs = status["remap"]?.array ?? []
      let open = jobs.filter { ["checking", "running", "failed"].contains($0["state"]?.string ?? "") }
      let (done, total) = (sum(jobs, "done"), sum(jobs, "total"))
      let progress = ProgressLine(terminal)
      guard !open.isEmpty else {
        progress.end()
        if !jobs.isEmpty, !arguments.json { terminal.out("\(counted(done, "source record")) judged again.") }
        return 0
      }
      progress.show(done, of: total, "source records judged again")
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func sum(_ jobs: [JSON], _ name: String) -> Int { jobs.reduce(0) { $0 + Int($1[name]?.integer ?? 0) } }
}
