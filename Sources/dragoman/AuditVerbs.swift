internal import JSON

extension Verbs {
  static let audit: [Verb] = [
    Verb(
      name: "audit", summary: "Shows the audit trail, counts it, follows it, or verifies its chains",
      options: [
        Option(name: "provider", value: "NAME", help: "only one provider's entries ('host' for the host's own)"),
        Option(name: "kind", value: "KIND", help: "only one kind, such as user.created; several with commas"),
        Option(
          name: "user", value: "USER",
          help: "only what concerns one user or group: directory id, SCIM id or user name; memberships too"),
        Option(name: "refused", help: "only what was refused"),
        Option(name: "since", value: "TIME", help: "2026-01-31 or 2026-01-31T12:00:00Z (UTC)"),
        Option(name: "limit", value: "N", help: "the last N entries (100; 0 for all)"),
        Option(name: "summary", help: "counts by provider, day and kind"),
        Option(name: "follow", help: "goes on printing new entries until interrupted"),
        Option(name: "verify", help: "recomputes every chain and every digest; exit code 1 when anything is off"),
        Option(
          name: "heads", value: "FILE",
          help: "with --verify: heads kept off the store, as --write-heads writes them; finds a cut tail"),
        Option(name: "write-heads", value: "FILE", help: "writes the chains' heads to a file"),
        Option(name: "csv", help: "CSV instead of a table"),
      ],
      run: { arguments, terminal in
        let asked = try AuditArguments(arguments)
        return try await AdminConnection.with(arguments, terminal) { connection in
          try await AuditPrinting(asked, terminal, connection).run()
        }
      })
  ]

  static let erase = Verb(
    name: "erase", summary: "Erases a deleted person's values from the audit trail; its chain stays valid",
    options: [
      Option(name: "user", value: "USER", help: "directory id, SCIM id, or the name that was deleted"),
      Option(name: "yes", help: "does it: what is erased can't be brought back"),
    ]
  ) { arguments, terminal in
    guard let user = arguments.value("user") else {
      throw UsageError(
        message: "'erase' wants --user USER", fix: "`dragoman audit --kind user.deleted --json` shows the ids")
    }
    guard arguments.has("yes") else {
      throw UsageError(message: "what is erased can't be brought back", fix: "repeat it with --yes")
    }
    let result = try await AdminConnection.perform("erase", ["user": .string(user)], arguments, terminal)
    guard !arguments.json else {
      terminal.json(result)
      return 0
    }
    terminal.out("Erased \(counted(Int(result["values"]?.integer ?? 0), "value")); the chain is still valid.")
    if let message = result["message"]?.string { terminal.out(message) }
    return 0
  }
}

/// What `dragoman audit` was asked for, checked as a whole.
struct AuditArguments: Sendable {
  enum Task: Sendable {
    case entries
    case follow
    case summary
    case verify(heads: String?)
    case writeHeads(String)
  }

  enum Form: Sendable {
    case table
    case json
    case csv
  }

  let task: Task
  let form: Form
  let limit: Int
  let query: JSONObject

  init(_ arguments: Arguments) throws {
    let tasks = ["summary", "follow", "verify", "write-heads"].filter(arguments.has)
    guard tasks.count <= 1 else { throw UsageError(message: "--\(tasks[0]) and --\(tasks[1]) are two tasks") }
    guard !arguments.json || !arguments.has("csv") else { throw UsageError(message: "--json and --csv are two forms") }
    guard !arguments.has("heads") || arguments.has("verify") else {
      throw UsageError(message: "--heads goes with --verify", fix: "dragoman audit --verify --heads FILE")
    }
    switch tasks.first {
    case "summary": task = .summary
    case "follow": task = .follow
    case "verify": task = .verify(heads: arguments.value("heads"))
    case "write-heads": task = .writeHeads(arguments.value("write-heads") ?? "")
    default: task = .entries
    }
    form = arguments.json ? .json : arguments.has("csv") ? .csv : .table
    limit = try arguments.integer("limit") ?? 100
    query = try Self.query(arguments)
  }

  private static func query(_ arguments: Arguments) throws -> JSONObject {
    var values: JSONObject = ["refused": .bool(arguments.has("refused"))]
    for name in ["provider", "user"] { values[name] = arguments.value(name).map { .string($0) } }
    values["since"] = try arguments.time("since").map { .string($0) }
    if let kinds = arguments.value("kind") {
      values["kinds"] = .array(kinds.split(separator: ",").map { .string(String($0)) })
    }
    return values
  }
}
