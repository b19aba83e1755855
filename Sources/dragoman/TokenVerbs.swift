internal import Diagnostics
internal import Host
internal import JSON

extension Verbs {
  static let token: [Verb] = [
    Verb(
      name: "token new", summary: "Makes a SCIM token and shows it, once, with the URL to type into the IdP",
      positional: [Positional(name: "PROVIDER")],
      options: [
        Option(name: "label", value: "TEXT", help: "a name for people"),
        Option(
          name: "expires", value: "DATE", help: "2027-01-31; without it the token doesn't expire, as Entra ID asks"),
      ],
      notes: "A provider has at most two tokens, active and inactive ones counted alike.",
      run: { try await issue("token.new", $0, $1) }),
    Verb(
      name: "token list", summary: "Lists a provider's tokens: state, age, last use",
      positional: [Positional(name: "PROVIDER")], run: { try await list($0, $1) }),
    state("activate", "Lets an inactive token in again"),
    state("deactivate", "Shuts a token out at once; it keeps its slot"),
    Verb(
      name: "token renew", summary: "Gives a token a new secret; the old one is dead at once", positional: both,
      options: [Option(name: "expires", value: "DATE", help: "2027-01-31; without it the token doesn't expire")],
      run: { try await issue("token.renew", $0, $1) }),
    state("delete", "Deletes a token and frees its slot"),
  ]

  private static let both = [Positional(name: "PROVIDER"), Positional(name: "ID")]

  private static func state(_ name: String, _ summary: String) -> Verb {
    Verb(name: "token \(name)", summary: summary, positional: both) { arguments, terminal in
      let row = try await AdminConnection.perform("token.\(name)", named(arguments), arguments, terminal)
      if arguments.json {
        terminal.json(row)
      } else {
        let done = ["activate": "is active", "deactivate": "is inactive", "delete": "is deleted"][name] ?? name
        terminal.out("The token \(row["id"]?.string ?? "") of \(row["provider"]?.string ?? "") \(done).")
      }
      return 0
    }
  }

  private static func named(_ arguments: Arguments) -> JSONObject {
    var values: JSONObject = ["provider": .string(arguments.word(0))]
    values["id"] = arguments.optionalWord(1).map { .string($0) }
    values["label"] = arguments.value("label").map { .string($0) }
    values["expires"] = arguments.value("expires").map { .string($0) }
    return values
  }

  private static func issue(_ verb: String, _ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let issued = try await AdminConnection.perform(verb, named(arguments), arguments, terminal)
    guard !arguments.json else {
      terminal.json(issued)
      return 0
    }
    terminal.out("Token \(issued["id"]?.string ?? "") of \(issued["provider"]?.string ?? ""). It is shown this once:\n")
    terminal.out("  URL    \(issued["url"]?.string ?? "")")
    terminal.out("  token  \(terminal.paint.bold(issued["token"]?.string ?? ""))")
    if let hint = LocalEndpoint.hint(issued["url"]?.string ?? "") { terminal.out("\n\(hint)") }
    return 0
  }

  private static func list(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let rows = try await AdminConnection.perform("token.list", named(arguments), arguments, terminal).array ?? []
    if arguments.json {
      rows.forEach(terminal.json)
    } else if rows.isEmpty {
      terminal.out("No token. Make one: dragoman token new \(arguments.word(0))")
    } else {
      terminal.table(
        ["ID", "STATE", "LABEL", "CREATED", "EXPIRES", "LAST USED"],
        rows.map { row in
          ["id", "state", "label", "createdAt", "expiresAt", "lastUsedAt"].map { row[$0]?.string ?? "–" }
        })
    }
    return 0
  }
}
