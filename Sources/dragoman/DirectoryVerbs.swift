internal import JSON
internal import Text

extension Verbs {
  static let directory: [Verb] = [
    list("users", "Lists the directory's users", userHead, userRow),
    show("users", "USER", "directory id, SCIM id or user name"),
    Verb(
      name: "users rename", summary: "Renames a provisioned user, the deliberate way",
      positional: [Positional(name: "USER"), Positional(name: "USERNAME")],
      run: { arguments, terminal in
        let user = try await AdminConnection.perform(
          "users.rename", ["id": .string(arguments.word(0)), "userName": .string(arguments.word(1))], arguments,
          terminal)
        guard !arguments.json else {
          terminal.json(user)
          return 0
        }
        terminal.out("Renamed to \((user["userName"]?.string ?? "").printable).")
        return 0
      }),
    list("groups", "Lists the directory's groups", groupHead, groupRow),
    show("groups", "GROUP", "directory id, SCIM id or display name"),
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

  /// Prints page after page as it comes: no list is held whole.
  private static func list(
    _ kind: String, _ summary: String, _ head: [String], _ row: @escaping @Sendable (JSON) -> [String]
  ) -> Verb {
    Verb(
      name: kind, summary: summary,
      options: [Option(name: "provider", value: "NAME", help: "only those of one provider")]
    ) { arguments, terminal in
      try await AdminConnection.with(arguments, terminal) { connection in
        var table = Table(head, terminal)
        var isEmpty = true
        var values: JSONObject = ["limit": 500]
        values["provider"] = arguments.value("provider").map { .string($0) }
        repeat {
          let page = try await connection.perform("\(kind).list", values)
          let entries = page["entries"]?.array ?? []
          isEmpty = isEmpty && entries.isEmpty
          if arguments.json { entries.forEach(terminal.json) } else if !entries.isEmpty { table.add(entries.map(row)) }
          values["after"] = page["next"]
        } while values["after"]?.string != nil
        if isEmpty, !arguments.json { terminal.out("No \(kind) yet.") }
        return 0
      }
    }
  }

  private static func show(_ kind: String, _ word: String, _ what: String) -> Verb {
    Verb(
      name: "\(kind) show", summary: "Shows one of the \(kind) whole: attributes, origin, source records, holds",
      positional: [Positional(name: word)], notes: "\(word): \(what)."
    ) { arguments, terminal in
      let shown = try await AdminConnection.perform(
        "\(kind).show", ["id": .string(arguments.word(0))], arguments, terminal)
      if arguments.json { terminal.json(shown) } else { EntrySheet(shown, terminal).print() }
      return 0
    }
  }
}
