internal import AdapterTesting
internal import Diagnostics
internal import Host
internal import JSON

extension Verbs {
  static let refusals: [Verb] = [
    Verb(
      name: "refusals list", summary: "Lists the requests that were refused or failed: the last day, 100 of a provider",
      options: [Option(name: "provider", value: "PROVIDER", help: "of this one only")],
      run: { try await listRefusals($0, $1) }),
    Verb(
      name: "refusals show", summary: "Shows a refused request, redacted, with its normalised form and its answer",
      positional: [Positional(name: "ID")],
      notes: "Secrets are gone; a value of a person is a pseudonym, the same wherever the value occurs.",
      run: { arguments, terminal in
        let entry = try await refusal(arguments, terminal)
        if arguments.json { terminal.json(entry) } else { RecordedSheet(entry, terminal).print() }
        return 0
      }),
    Verb(
      name: "refusals explain", summary: "Shows what the adapter makes of a refused request, deviation by deviation",
      positional: [Positional(name: "ID")], run: { try await explainRefusal($0, $1) }),
  ]

  private static func refusal(_ arguments: Arguments, _ terminal: Terminal) async throws -> JSON {
    try await AdminConnection.perform("refusals.show", ["id": .string(arguments.word(0))], arguments, terminal)
  }

  private static func listRefusals(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    var values = JSONObject()
    values["provider"] = arguments.value("provider").map { .string($0) }
    let rows = try await AdminConnection.perform("refusals.list", values, arguments, terminal).array ?? []
    if arguments.json {
      rows.forEach(terminal.json)
    } else if rows.isEmpty {
      terminal.out("Nothing was refused in the last day.")
    } else {
      terminal.table(
        ["ID", "AT", "PROVIDER", "STATUS", "REQUEST", "WHY"],
        rows.map { row in
          let sent = row["sent"] ?? .null
          let why = row["answer"]?["body"]?.text("detail") ?? row.text("cause")
          return [row.text("id"), row.text("at"), row.text("provider"), "\(row["status"]?.integer ?? 0)"]
            + ["\(sent.text("method")) \(sent.text("path"))", why]
        })
    }
    return 0
  }

  private static func explainRefusal(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let entry = try await refusal(arguments, terminal)
    let provider = try ConfigurationReading.load(arguments, terminal).provider(named: entry.text("provider"))
    do {
      let explained = try AdapterExplanation(provider, recorded: entry)
      guard !arguments.json else {
        terminal.json(explained.json)
        return 0
      }
      DialectSheet(explained, terminal).print()
      RecordedSheet(entry, terminal).printAnswer()
      return 0
    } catch let diagnostics as Diagnostics {
      ConfigurationReading.print(diagnostics, json: arguments.json, terminal)
      return 1
    }
  }
}
