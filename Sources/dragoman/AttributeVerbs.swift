internal import Diagnostics
internal import JSON
internal import Text

extension Verbs {
  static let attributes: [Verb] = [
    Verb(
      name: "attributes list",
      summary: "Lists the attributes of type IDP, who declares them and how many users have them",
      options: [Option(name: "all", help: "the directory's own attributes too")],
      run: { try await listAttributes($0, $1) }),
    Verb(
      name: "attributes where-used", summary: "Lists every place that declares or names an attribute",
      positional: [Positional(name: "NAME")], run: { try await whereUsed($0, $1) }),
    Verb(
      name: "mapping unused", summary: "Lists what a provider sends that no rule of its mapping reads",
      positional: [Positional(name: "PROVIDER")],
      notes: "What is listed can be deleted in the IdP's own attribute mapping, or be given a rule here.",
      run: { try await unused($0, $1) }),
    Verb(
      name: "expand", summary: "Shows how a text with ${attribute} reads for one user",
      positional: [Positional(name: "TEXT")],
      options: [Option(name: "user", value: "USER", help: "directory id, SCIM id or user name")],
      notes: "'Dear ${givenName:-colleague}, ask ${manager.displayName}': quote it, so that the shell leaves it alone.",
      run: { try await expand($0, $1) }),
  ]

  private static func listAttributes(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let listed = try await AdminConnection.perform(
      "attributes.list", ["all": .bool(arguments.has("all"))], arguments, terminal)
    let attributes = listed["attributes"]?.array ?? []
    if arguments.json {
      attributes.forEach(terminal.json)
    } else if attributes.isEmpty {
      terminal.out("No provider declares an attribute of type IDP.")
    } else {
      terminal.table(["ATTRIBUTE", "TYPE", "HOLDS", "PROVIDER", "USERS", "RULE"], attributes.flatMap(rows))
    }
    warn(listed, arguments, terminal)
    return 0
  }

  private static func rows(_ attribute: JSON) -> [[String]] {
    let head = ["name", "type", "holds"].map { attribute[$0]?.string ?? "–" }
    let providers = attribute["providers"]?.array ?? []
    guard !providers.isEmpty else { return [head + ["all", "–", "–"]] }
    return providers.map { share in
      let users = "\(share["filled"]?.integer ?? 0) of \(share["users"]?.integer ?? 0)"
      return head + [share["provider"]?.string ?? "–", users, share["rule"]?.string ?? "(not declared)"]
    }
  }

  private static func whereUsed(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let places =
      try await AdminConnection.perform(
        "attributes.where-used", ["name": .string(arguments.word(0))], arguments, terminal
      ).array ?? []
    if arguments.json {
      places.forEach(terminal.json)
    } else if places.isEmpty {
      terminal.out("Nothing names it.")
    } else {
      terminal.table(
        ["PROVIDER", "WHAT", "PLACE"],
        places.map { place in ["provider", "what", "place"].map { place[$0]?.string ?? "–" } })
    }
    return 0
  }

  private static func unused(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let rows =
      try await AdminConnection.perform(
        "mapping.unused", ["provider": .string(arguments.word(0))], arguments, terminal
      ).array ?? []
    if arguments.json {
      rows.forEach(terminal.json)
    } else if rows.isEmpty {
      terminal.out("Every attribute that comes in is read by a rule.")
    } else {
      terminal.table(
        ["ATTRIBUTE", "KIND", "RESOURCES"],
        rows.map { row in
          [
            row["attribute"]?.string ?? "–", row["kind"]?.string ?? "–",
            "\(row["resources"]?.integer ?? 0) of \(row["of"]?.integer ?? 0)",
          ]
        })
    }
    return 0
  }

  private static func expand(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    guard let user = arguments.value("user") else {
      throw UsageError(
        message: "'expand' wants --user", fix: "dragoman expand 'text with ${attribute}' --user ada@example.org")
    }
    let expanded = try await AdminConnection.perform(
      "expand", ["text": .string(arguments.word(0)), "user": .string(user)], arguments, terminal)
    if arguments.json { terminal.json(expanded) } else { terminal.out((expanded["text"]?.string ?? "").printableLines) }
    let empty = (expanded["empty"]?.array ?? []).compactMap(\.string)
    if !arguments.json, !empty.isEmpty {
      terminal.err("empty for this user: \(empty.map { "${\($0)}" }.joined(separator: ", "))")
    }
    warn(expanded, arguments, terminal)
    return 0
  }

  private static func warn(_ answer: JSON, _ arguments: Arguments, _ terminal: Terminal) {
    guard !arguments.json else { return }
    for warning in answer["warnings"]?.array ?? [] {
      terminal.err("\(terminal.paint.yellow("warning:")) \(warning.string ?? "")")
    }
  }
}

extension String {
  /// The text with its lines as they are, and nothing that steers a terminal.
  fileprivate var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { String($0).printable }.joined(separator: "\n")
  }
}
