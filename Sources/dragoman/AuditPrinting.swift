internal import Diagnostics
internal import Foundation
internal import Host
internal import JSON
internal import Text

/// One run of `dragoman audit`.
struct AuditPrinting {
  private let asked: AuditArguments
  private let terminal: Terminal
  private let connection: AdminConnection

  init(_ asked: AuditArguments, _ terminal: Terminal, _ connection: AdminConnection) {
    self.asked = asked
    self.terminal = terminal
    self.connection = connection
  }

  func run() async throws -> Int32 {
    switch asked.task {
    case .entries: try await entries()
    case .follow: try await follow()
    case .summary: try await summary()
    case .verify(let heads): try await verify(heads)
    case .writeHeads(let file): try await writeHeads(file)
    }
  }

  private func entries() async throws -> Int32 {
    var printer = EntryPrinter(asked.form, terminal)
    if asked.limit == 0 {
      _ = try await all(&printer, after: 0)
    } else {
      _ = try await last(&printer)
    }
    if !printer.hasPrinted, case .table = asked.form { terminal.out("No entries.") }
    return 0
  }

  /// The last entries; returns where a follower goes on.
  private func last(_ printer: inout EntryPrinter) async throws -> Int64 {
    var values = asked.query
    values["last"] = JSON(asked.limit)
    let result = try await connection.perform("audit.query", values)
    printer.add(result["entries"]?.array ?? [])
    return result["position"]?.integer ?? 0
  }

  /// All entries behind a position, page by page; returns where the next ones will stand.
  private func all(_ printer: inout EntryPrinter, after: Int64) async throws -> Int64 {
    var position = after
    while true {
      var values = asked.query
      values["after"] = .number(JSONNumber(position))
      values["limit"] = 1000
      let result = try await connection.perform("audit.query", values)
      let entries = result["entries"]?.array ?? []
      printer.add(entries)
      position = max(position, result["position"]?.integer ?? 0)
      guard entries.count == 1000 else { return position }
    }
  }

  private func follow() async throws -> Int32 {
    guard case .host = connection else {
      throw AdminError("no host runs here, so nothing new would come", fix: "start it, or leave out --follow")
    }
    let end = EndSignal()
    var printer = EntryPrinter(asked.form, terminal)
    var position = try await last(&printer)
    while !end.hasCome, !terminal.hasNoReader() {
      try await Task.sleep(for: .milliseconds(200))
      position = try await all(&printer, after: position)
    }
    return 0
  }

  private func summary() async throws -> Int32 {
    let rows = try await connection.perform("audit.summary", asked.query).array ?? []
    let cells = rows.map { row in
      ["provider", "day", "kind"].map { row[$0]?.string ?? "" } + ["\(row["count"]?.integer ?? 0)"]
    }
    switch asked.form {
    case .json: rows.forEach(terminal.json)
    case .csv: ([["provider", "day", "kind", "count"]] + cells).forEach { terminal.out(CSV.line($0)) }
    case .table where rows.isEmpty: terminal.out("No entries.")
    case .table: terminal.table(["PROVIDER", "DAY (UTC)", "KIND", "COUNT"], cells)
    }
    return 0
  }

  private func verify(_ file: String?) async throws -> Int32 {
    var values = JSONObject()
    if let file { values["heads"] = try heads(file) }
    let result = try await connection.perform("audit.verify", values)
    let faults = result["faults"]?.array ?? []
    if case .json = asked.form {
      terminal.json(result)
    } else if faults.isEmpty {
      let entries = Int(result["entries"]?.integer ?? 0)
      let count = entries == 1 ? "1 entry" : "\(entries) entries"
      terminal.out(
        "\(terminal.paint.green("valid")): \(count) in \(counted(Int(result["chains"]?.integer ?? 0), "chain"))")
    } else {
      faults.forEach { terminal.out(terminal.paint.red("fault: ") + ($0.string ?? "").printable) }
    }
    return faults.isEmpty ? 0 : 1
  }

  private func heads(_ file: String) throws -> JSON {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw UsageError(message: "'\(file)' can't be read", fix: "`dragoman audit --write-heads FILE` writes one")
    }
    guard let heads = try? JSON(parsing: Array(data)), heads.array != nil else {
      throw AdminError("'\(file)' isn't a file that `dragoman audit --write-heads FILE` wrote")
    }
    return heads
  }

  private func writeHeads(_ file: String) async throws -> Int32 {
    let heads = try await connection.perform("audit.heads")
    do {
      try Data((heads.pretty() + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    } catch {
      throw AdminError("'\(file)' can't be written: \(error.localizedDescription)")
    }
    terminal.out("Wrote the heads of \(counted(heads.array?.count ?? 0, "chain")) to \(file).")
    return 0
  }
}

/// Prints entries as they come: the head once, then rows.
struct EntryPrinter {
  private let form: AuditArguments.Form
  private let terminal: Terminal
  private var table: Table
  private(set) var hasPrinted = false

  init(_ form: AuditArguments.Form, _ terminal: Terminal) {
    self.form = form
    self.terminal = terminal
    table = Table(AuditColumns.head, terminal)
    if case .csv = form { terminal.out(CSV.line(AuditColumns.names)) }
  }

  mutating func add(_ entries: [JSON]) {
    guard !entries.isEmpty else { return }
    hasPrinted = true
    switch form {
    case .json: entries.forEach(terminal.json)
    case .csv: entries.forEach { terminal.out(CSV.line(AuditColumns.cells($0))) }
    case .table: table.add(entries.map(AuditColumns.row))
    }
  }
}
