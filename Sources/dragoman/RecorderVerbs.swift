internal import AdapterTesting
internal import Diagnostics
internal import Foundation
internal import Host
internal import JSON

extension Verbs {
  static let recorder: [Verb] = [
    Verb(
      name: "recorder export", summary: "Makes an exchange file of what was recorded of a provider (record: true)",
      positional: [Positional(name: "PROVIDER")],
      options: [
        Option(name: "out", value: "FILE", help: "where to write it (standard output)"),
        Option(name: "refusals", help: "what was refused, rather than all traffic"),
      ],
      notes: """
        Ids become placeholders, people's values are pseudonyms. It is played once against a fresh host with the
        adapter's default mapping; directory and audit of that host are what the file expects. Put it into the adapter's
        Exchanges, and `dragoman adapter test` replays it.
        """,
      run: { try await export($0, $1) }),
    Verb(
      name: "replay", summary: "Plays an exchange file at a running host, and compares the answers",
      positional: [Positional(name: "FILE")],
      options: [
        Option(name: "provider", value: "PROVIDER", help: "whose endpoint of the configured host"),
        Option(name: "url", value: "URL", help: "or the endpoint's URL: http://127.0.0.1:8080/scim/v2/NAME"),
        Option(name: "token-file", value: "FILE", help: "the file that holds the token (or DRAGOMAN_TOKEN)"),
      ],
      notes: "What it sends is carried out: use a provider that is there for it. Directory and audit aren't compared.",
      run: { try await replay($0, $1) }),
  ]

  private static func export(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let name = arguments.word(0)
    let values: JSONObject = ["provider": .string(name), "refusals": .bool(arguments.has("refusals"))]
    let entries = try await AdminConnection.perform("recorder.entries", values, arguments, terminal).array ?? []
    let provider = try ConfigurationReading.load(arguments, terminal).provider(named: name)
    let made = try await RecordingExport.of(entries, provider)
    if let file = arguments.value("out") {
      try made.text.write(toFile: file, atomically: true, encoding: .utf8)
      terminal.err("\(counted(made.count, "exchange")) written to \(file)")
    } else {
      terminal.out(String(made.text.dropLast()))
    }
    if made.skipped > 0 {
      terminal.err(
        "\(counted(made.skipped, "message")) left out: they name what was made before, or weren't kept whole")
    }
    made.mismatches.forEach { terminal.err($0.rendered(colour: terminal.isInteractive)) }
    return made.mismatches.isEmpty ? 0 : 1
  }

  private static func replay(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let path = arguments.word(0)
    let file: ExchangeFile
    do throws(Diagnostics) { file = try ExchangeFile.load(path, shownAs: path) } catch {
      ConfigurationReading.print(error, json: arguments.json, terminal)
      return 1
    }
    let base = try await endpoint(arguments, terminal)
    let transport = try SocketTransport(base: base)
    let played = await file.conversation(base: base, token: try token(arguments)).play(over: transport)
    for (exchange, reply) in zip(file.exchanges, played.replies) {
      let line = "\(exchange.request.method) \(exchange.request.path)"
      if arguments.json {
        terminal.json(["request": .string(line), "status": JSON(reply.status)])
      } else {
        terminal.out("\(reply.status) \(line)")
      }
    }
    for mismatch in played.mismatches {
      if arguments.json {
        terminal.json(mismatch.json)
      } else {
        terminal.out("\n\(mismatch.rendered(colour: terminal.isInteractive))")
      }
    }
    let left = file.exchanges.count - played.replies.count
    if left > 0 { terminal.err("\(counted(left, "exchange")) not played") }
    return played.mismatches.isEmpty ? 0 : 1
  }

  private static func endpoint(_ arguments: Arguments, _ terminal: Terminal) async throws -> String {
    if let url = arguments.value("url") { return url }
    guard let provider = arguments.value("provider") else {
      throw UsageError(message: "'replay' wants --provider or --url", fix: "`dragoman provider list` shows both")
    }
    let rows = try await AdminConnection.perform("provider.list", ["name": .string(provider)], arguments, terminal)
    return rows.array?.first?["url"]?.string ?? ""
  }

  /// Never from the command line: everybody on the machine can read that.
  private static func token(_ arguments: Arguments) throws -> String {
    let environment = ProcessInfo.processInfo.environment["DRAGOMAN_TOKEN"]
    guard let file = arguments.value("token-file") else {
      guard let environment else {
        throw UsageError(
          message: "'replay' wants a token", fix: "--token-file FILE, or DRAGOMAN_TOKEN in the environment")
      }
      return environment
    }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw UsageError(message: "the file '\(file)' can't be read")
    }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
