internal import Diagnostics
internal import Directory
internal import Foundation
internal import Host
internal import JSON
internal import Text

extension Verbs {
  static let provider: [Verb] = [
    Verb(
      name: "provider new", summary: "Writes a commented provider file and prints what to type into the IdP",
      positional: [Positional(name: "NAME")],
      options: [Option(name: "adapter", value: "ADAPTER", help: "`dragoman adapters` lists them")],
      run: { try await newProvider($0, $1) }),
    Verb(
      name: "provider list", summary: "Lists the configured providers",
      run: { try await list($0, $1) }),
    Verb(
      name: "provider status", summary: "Says how each provider fares: health, last request, tokens, what waits",
      positional: [Positional(name: "NAME", isOptional: true)],
      run: { try await status($0, $1) }),
    test,
  ]

  private static func list(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let rows = try await AdminConnection.perform("provider.list", [:], arguments, terminal).array ?? []
    if arguments.json {
      rows.forEach(terminal.json)
    } else if rows.isEmpty {
      terminal.out("No provider yet. Make one: dragoman provider new NAME --adapter ADAPTER")
    } else {
      terminal.table(
        ["PROVIDER", "IDP", "ADAPTER", "URL"],
        rows.map { row in ["name", "idp", "adapter", "url"].map { row[$0]?.string ?? "–" } })
    }
    return 0
  }

  private static func status(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    var values = JSONObject()
    values["name"] = arguments.optionalWord(0).map { .string($0) }
    let rows = try await AdminConnection.perform("provider.status", values, arguments, terminal).array ?? []
    if arguments.json { rows.forEach(terminal.json) } else { printStatus(rows, terminal) }
    return rows.allSatisfy { $0["health"]?.string == "ok" } ? 0 : 1
  }

  private static func printStatus(_ rows: [JSON], _ terminal: Terminal) {
    terminal.table(
      ["PROVIDER", "HEALTH", "LAST REQUEST", "USERS", "GROUPS", "ACTIVE TOKENS", "ON HOLD", "MAPPING"],
      rows.map { row in
        ["name", "health", "lastRequest"].map { row[$0]?.string ?? "–" }
          + ["users", "groups", "activeTokens", "holds"].map { "\(row[$0]?.integer ?? 0)" }
          + [row["mapping"]?.string ?? "–"]
      })
    for row in rows {
      let name = row["name"]?.string ?? ""
      if let reason = row["reason"]?.string {
        terminal.out("\n\(name): \(terminal.paint.red("out of service")): \(reason.printable)")
      }
      if let last = row["lastEnd"]?.string {
        let count = row["restarts"]?.integer ?? 0
        terminal.out(
          "\n\(name): \(count) of its adapter's processes ended and were replaced; the last: \(last.printable)")
      }
    }
  }

  private static func newProvider(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    guard let name = ProviderName(arguments.word(0)) else {
      throw UsageError(
        message: "'\(arguments.word(0))' can't be a provider's name",
        fix: "lower-case letters, digits and dashes, 63 at most, and not 'host'")
    }
    let configuration = try ConfigurationReading.load(arguments, terminal)
    guard let wanted = arguments.value("adapter") else {
      throw UsageError(
        message: "'provider new' wants --adapter",
        fix: "one of " + configuration.adapters.map(\.name).sorted().joined(separator: ", "))
    }
    let written = try NewProvider.write(name, adapter: wanted, configuration)
    guard !arguments.json else {
      terminal.json([
        "provider": .string(name.description), "file": .string(written.file),
        "next": .array(written.next.map { .string($0) }),
      ])
      return 0
    }
    terminal.out("Wrote \(written.file).\n")
    written.next.forEach { terminal.out($0) }
    return 0
  }
}
