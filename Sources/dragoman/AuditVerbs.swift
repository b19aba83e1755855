internal import Diagnostics
internal import Foundation
internal import JSON

extension Verbs {
  static let audit: [Verb] = [
    Verb(
      name: "audit", summary: "Shows the audit trail, counts it, follows it, or verifies its chains",
      options: [
        Option(name: "provider", value: "NAME", help: "only one provider's entries ('host' for the host's own)"),
        Option(name: "kind", value: "KIND", help: "only one kind, such as user.created; several with commas"),
        Option(name: "user", value: "ID", help: "only what concerns one user or group"),
        Option(name: "refused", help: "only what was refused"),
        Option(name: "since", value: "TIME", help: "2026-01-31 or 2026-01-31T12:00:00Z"),
        Option(name: "limit", value: "N", help: "the last N entries (100; 0 for all)"),
        Option(name: "summary", help: "counts by provider, day and kind"),
        Option(name: "follow", help: "goes on printing new entries until interrupted"),
        Option(name: "verify", help: "recomputes every chain and every digest"),
        Option(
          name: "heads", value: "FILE", help: "with --verify: heads kept off the store, as --write-heads writes them"),
        Option(name: "write-heads", value: "FILE", help: "writes the chains' heads to a file"),
        Option(name: "csv", help: "CSV instead of a table"),
      ],
      run: { arguments, terminal in
        let connection = try AdminConnection.open(arguments, terminal)
        do {
          let code = try await AuditPrinting(arguments, terminal, connection).run()
          await connection.close()
          return code
        } catch {
          await connection.close()
          throw error
        }
      })
  ]

  static let erase = Verb(
    name: "erase", summary: "Erases a person's values from the audit trail; its chain stays valid",
    options: [
      Option(name: "user", value: "ID", help: "the directory user"),
      Option(name: "yes", help: "does it: what is erased can't be brought back"),
    ]
  ) { arguments, terminal in
    guard let user = arguments.value("user") else {
      throw UsageError(message: "'erase' wants --user ID", fix: "`dragoman users` shows the ids")
    }
    guard arguments.has("yes") else {
      throw UsageError(message: "what is erased can't be brought back", fix: "repeat it with --yes")
    }
    let result = try await AdminConnection.perform("erase", ["user": .string(user)], arguments, terminal)
    terminal.out(
      arguments.json ? result.description : "Erased \(result["values"]?.integer ?? 0) values; the chain is still valid."
    )
    return 0
  }
}

/// One run of `dragoman audit`.
private struct AuditPrinting {
  private let arguments: Arguments
  private let terminal: Terminal
  private let connection: AdminConnection

  init(_ arguments: Arguments, _ terminal: Terminal, _ connection: AdminConnection) {
    self.arguments = arguments
    self.terminal = terminal
    self.connection = connection
  }

  func run() async throws -> Int32 {
    if let file = arguments.value("write-heads") { return try await writeHeads(file) }
    if arguments.has("verify") { return try await verify() }
    if arguments.has("summary") { return try await summary() }
    return try await entries()
  }

  private var query: JSONObject {
    get throws {
      var values: JSONObject = ["refused": .bool(arguments.has("refused"))]
      for name in ["provider", "user", "since"] { values[name] = arguments.value(name).map { .string($0) } }
      if let kinds = arguments.value("kind") {
        values["kinds"] = .array(kinds.split(separator: ",").map { .string(String($0)) })
      }
      return values
    }
  }

  private func entries() async throws -> Int32 {
    let limit = try arguments.integer("limit") ?? 100
    var values = try query
    values["last"] = JSON(limit == 0 ? Int(Int32.max) : limit)
    var seen = try await print(values, withHead: true)
    while arguments.has("follow") {
      try await Task.sleep(for: .milliseconds(500))
      var more = try query
      more["after"] = .number(JSONNumber(seen))
      seen = max(seen, try await print(more, withHead: false))
    }
    return 0
  }

  /// Prints entries and returns the position of the last one.
  private func print(_ values: JSONObject, withHead: Bool) async throws -> Int64 {
    let result = try await connection.perform("audit.query", values)
    let entries = result["entries"]?.array ?? []
    if arguments.json {
      entries.forEach { terminal.out($0.description) }
    } else if arguments.has("csv") {
      if withHead { terminal.out(CSV.line(AuditColumns.names)) }
      entries.forEach { terminal.out(CSV.line(AuditColumns.cells($0))) }
    } else if !entries.isEmpty || withHead {
      terminal.table(withHead ? AuditColumns.head : AuditColumns.head.map { _ in "" }, entries.map(AuditColumns.row))
    }
    return result["position"]?.integer ?? 0
  }

  private func summary() async throws -> Int32 {
    let rows = try await connection.perform("audit.summary", try query).array ?? []
    if arguments.json {
      rows.forEach { terminal.out($0.description) }
    } else {
      terminal.table(
        ["PROVIDER", "DAY", "KIND", "COUNT"],
        rows.map { row in
          ["provider", "day", "kind"].map { row[$0]?.string ?? "" } + ["\(row["count"]?.integer ?? 0)"]
        })
    }
    return 0
  }

  private func verify() async throws -> Int32 {
    var values = JSONObject()
    if let file = arguments.value("heads") {
      guard let data = FileManager.default.contents(atPath: file) else {
        throw UsageError(message: "'\(file)' can't be read")
      }
      values["heads"] = try JSON(parsing: Array(data))
    }
    let result = try await connection.perform("audit.verify", values)
    let faults = result["faults"]?.array ?? []
    if arguments.json {
      terminal.out(result.description)
    } else if faults.isEmpty {
      terminal.out(
        terminal.paint.green("valid")
          + ": \(result["entries"]?.integer ?? 0) entries in \(result["chains"]?.integer ?? 0) chains")
    } else {
      faults.forEach { terminal.out(terminal.paint.red("fault: ") + ($0.string ?? "")) }
    }
    return faults.isEmpty ? 0 : 1
  }

  private func writeHeads(_ file: String) async throws -> Int32 {
    let heads = try await connection.perform("audit.heads")
    try Data((heads.pretty() + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    terminal.out("Wrote the heads of \(heads.array?.count ?? 0) chains to \(file).")
    return 0
  }
}

/// An audit entry as a row.
enum AuditColumns {
  static let head = ["TIME", "PROVIDER", "IDP", "KIND", "RESOURCE", "DIRECTORY", "CHANGED"]
  static let names = [
    "sequence", "at", "provider", "idp", "actor", "request", "kind", "resourceType", "resourceID", "outcome",
    "directory", "scimType", "detail", "changed",
  ]

  static func row(_ entry: JSON) -> [String] {
    let changed = (entry["changes"]?.array ?? []).compactMap { $0["name"]?.string }.joined(separator: " ")
    let what = [entry["resourceType"]?.string, entry["resourceID"]?.string.map { String($0.suffix(8)) }]
    return [
      String((entry["at"]?.string ?? "").dropLast(5)), entry["provider"]?.string ?? "", entry["idp"]?.string ?? "",
      entry["kind"]?.string ?? "", what.compactMap { $0 }.joined(separator: " …"),
      entry["directory"]?["effect"]?.string ?? "–", entry["detail"]?.string ?? changed,
    ]
  }

  static func cells(_ entry: JSON) -> [String] {
    names.map { name in
      switch name {
      case "sequence": "\(entry["sequence"]?.integer ?? 0)"
      case "directory": entry["directory"]?["effect"]?.string ?? ""
      case "changed": (entry["changes"]?.array ?? []).compactMap { $0["name"]?.string }.joined(separator: " ")
      default: entry[name]?.string ?? ""
      }
    }
  }
}

/// RFC 4180 lines; a cell that a spreadsheet would take for a formula is defused with an apostrophe.
enum CSV {
  static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") }

  private static func cell(_ text: String) -> String {
    let safe = text.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + text : text
    guard safe.contains(where: { ",\"\n\r".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
