internal import JSON

extension Verbs {
  static let holds: [Verb] = [
    Verb(
      name: "holds list", summary: "Lists the directory entries that are on hold, and why",
      run: { arguments, terminal in
        let holds = try await AdminConnection.perform("holds.list", [:], arguments, terminal).array ?? []
        return printHolds(holds, "Nothing is on hold.", arguments, terminal)
      }),
    Verb(
      name: "holds show", summary: "Shows the holds of one entry with what the IdP wants",
      positional: [Positional(name: "ID")],
      run: { arguments, terminal in
        let shown = try await AdminConnection.perform("holds.show", id(arguments), arguments, terminal)
        if arguments.json { terminal.json(shown) } else { EntrySheet(shown, terminal).print() }
        return 0
      }),
    Verb(
      name: "holds release", summary: "Judges a held entry again and applies it, if nothing stands in its way",
      positional: [Positional(name: "ID")], run: { try await settle("release", $0, $1) }),
    Verb(
      name: "holds reject", summary: "Keeps the entry as it is until the IdP's next change",
      positional: [Positional(name: "ID")], run: { try await settle("reject", $0, $1) }),
  ]

  static let attention = Verb(
    name: "attention", summary: "Lists what waits for an administrator: holds, user names not applied, faults"
  ) { arguments, terminal in
    let items = try await AdminConnection.perform("attention", [:], arguments, terminal).array ?? []
    if arguments.json {
      items.forEach(terminal.json)
    } else if items.isEmpty {
      terminal.out("Nothing waits.")
    } else {
      terminal.table(
        ["WHAT", "PROVIDER", "ENTRY", "SINCE", "DETAIL"],
        items.map { item in ["what", "provider", "entry", "since", "detail"].map { item[$0]?.string ?? "–" } })
    }
    return 0
  }

  private static func id(_ arguments: Arguments) -> JSONObject { ["id": .string(arguments.word(0))] }

  private static func settle(_ verb: String, _ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let result = try await AdminConnection.perform("holds.\(verb)", id(arguments), arguments, terminal)
    if arguments.json { terminal.json(result) } else { terminal.out(result["message"]?.string ?? "Done.") }
    return 0
  }

  private static func printHolds(
    _ holds: [JSON], _ nothing: String, _ arguments: Arguments, _ terminal: Terminal
  ) -> Int32 {
    if arguments.json {
      holds.forEach(terminal.json)
    } else if holds.isEmpty {
      terminal.out(nothing)
    } else {
      terminal.table(
        ["ENTRY", "KIND", "REASON", "PROVIDER", "SINCE", "DETAIL"],
        holds.map { hold in ["entry", "kind", "reason", "provider", "since", "detail"].map { hold[$0]?.string ?? "–" } }
      )
    }
    return 0
  }
}
