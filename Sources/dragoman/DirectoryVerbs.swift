internal import JSON

extension Verbs {
  static let directory: [Verb] = [
    list("users", "Lists the directory's users", userHead, userRow),
    show("users"),
    Verb(
      name: "users rename", summary: "Renames a provisioned user, the deliberate way",
      positional: [Positional(name: "ID"), Positional(name: "USERNAME")],
      run: { arguments, terminal in
        let user = try await AdminConnection.perform(
          "users.rename", ["id": .string(arguments.word(0)), "userName": .string(arguments.word(1))], arguments,
          terminal)
        terminal.out(arguments.json ? user.description : "Renamed to \(user["userName"]?.string ?? "").")
        return 0
      }),
    list("groups", "Lists the directory's groups", groupHead, groupRow),
    show("groups"),
  ]

  static let userHead = ["USERNAME", "STATE", "DISPLAY NAME", "EMAIL", "DEPARTMENT", "PROVIDER", "ID"]
  static let groupHead = ["GROUP", "STATE", "MEMBERS", "PROVIDER", "ID"]

  static func userRow(_ user: JSON) -> [String] {
    ["userName", "state", "displayName", "email", "department"].map { user[$0]?.string ?? "–" }
      + [providers(user), user["id"]?.string ?? ""]
  }

  static func groupRow(_ group: JSON) -> [String] {
    let members = group["members"]?.array ?? []
    let names = members.prefix(4).map { $0["display"]?.string ?? $0["value"]?.string ?? "?" }
    let rest = members.count > 4 ? " and \(members.count - 4) more" : ""
    return [
      group["displayName"]?.string ?? "–", group["state"]?.string ?? "–",
      members.isEmpty ? "–" : names.joined(separator: ", ") + rest, providers(group), group["id"]?.string ?? "",
    ]
  }

  private static func providers(_ entry: JSON) -> String {
    (entry["links"]?.array ?? []).compactMap { $0["provider"]?.string }.joined(separator: ", ")
  }

  private static func list(
    _ kind: String, _ summary: String, _ head: [String], _ row: @escaping @Sendable (JSON) -> [String]
  ) -> Verb {
    Verb(
      name: kind, summary: summary,
      options: [Option(name: "provider", value: "NAME", help: "only those of one provider")]
    ) { arguments, terminal in
      let connection = try AdminConnection.open(arguments, terminal)
      let entries = try await all(kind, arguments, connection) { page in
        if arguments.json { page.forEach { terminal.out($0.description) } }
      }
      await connection.close()
      if !arguments.json {
        if entries.isEmpty { terminal.out("No \(kind) yet.") } else { terminal.table(head, entries.map(row)) }
      }
      return 0
    }
  }

  /// All entries, page by page.
  static func all(
    _ kind: String, _ arguments: Arguments, _ connection: AdminConnection, each: ([JSON]) -> Void = { _ in }
  ) async throws -> [JSON] {
    var entries: [JSON] = []
    var after: JSON?
    repeat {
      var values: JSONObject = ["limit": 500]
      values["provider"] = arguments.value("provider").map { .string($0) }
      values["after"] = after
      let page = try await connection.perform("\(kind).list", values)
      let items = page["entries"]?.array ?? []
      each(items)
      if !arguments.json { entries += items }
      after = page["next"]
    } while after?.string != nil
    return entries
  }

  private static func show(_ kind: String) -> Verb {
    Verb(
      name: "\(kind) show", summary: "Shows one of the \(kind) whole: attributes, origin, source records, holds",
      positional: [Positional(name: "ID")]
    ) { arguments, terminal in
      let shown = try await AdminConnection.perform(
        "\(kind).show", ["id": .string(arguments.word(0))], arguments, terminal)
      terminal.out(arguments.json ? shown.description : shown.pretty())
      return 0
    }
  }
}
