internal import AdapterTesting
internal import Diagnostics
internal import Foundation
internal import Host
internal import JSON

extension Verbs {
  static let adapters: [Verb] = [
    Verb(
      name: "adapters", summary: "Lists the adapters in the configured folders, and who uses them", run: listAdapters),
    Verb(
      name: "adapters show", summary: "Shows one adapter: deviations with RFC section and facts, options, mapping",
      positional: [Positional(name: "NAME")], run: showAdapter),
    Verb(
      name: "adapter new", summary: "Writes the folder of a new adapter, which holds as it stands",
      positional: [Positional(name: "NAME")],
      options: [
        Option(name: "swift", help: "a package that builds a library, for what the catalogue can't say"),
        Option(name: "in", value: "DIR", help: "the folder to write it in (Plugins where there is one, else here)"),
        Option(name: "checkout", value: "DIR", help: "Dragoman's own package, which a library depends on"),
      ], run: newAdapter),
    Verb(
      name: "adapter build", summary: "Builds an adapter's library, puts it in place and checks that it fits this host",
      positional: [Positional(name: "FOLDER")],
      options: [
        Option(name: "configuration", value: "C", help: "release or debug (release)"),
        Option(name: "scratch-path", value: "DIR", help: "where the compiler keeps what it makes on the way"),
      ],
      notes: "Swift has no stable ABI on Linux: build it with the compiler that built the host, which compares stamps.",
      run: buildAdapter),
    adapterTest,
    Verb(
      name: "adapter explain", summary: "Shows what an adapter makes of a request, deviation by deviation",
      positional: [Positional(name: "FOLDER"), Positional(name: "REQUEST")],
      notes: """
        REQUEST is a file, or - for standard input: raw HTTP (request line, headers, an empty line, the body), or the
        request of an exchange file (method, path, headers, body). The adapter's options have their defaults.
        """,
      run: explainRequest),
  ]

  private static func listAdapters(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let rows = AdapterListing.rows(try ConfigurationReading.load(arguments, terminal))
    if arguments.json {
      rows.forEach(terminal.json)
    } else {
      terminal.table(
        ["ADAPTER", "IDP", "VERSION", "FORM", "EVIDENCE", "STAMP", "ISOLATION", "USED BY", "HEALTH"],
        rows.map { row in
          ["name", "idp", "version", "form", "evidence", "stamp", "isolation", "usedBy", "health"].map {
            row[$0]?.string ?? "–"
          }
        })
    }
    return rows.allSatisfy { $0["health"]?.string == "ok" } ? 0 : 1
  }

  private static func showAdapter(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let configuration = try ConfigurationReading.load(arguments, terminal)
    let adapter = try await ServedAdapter.told(try AdapterListing.shown(arguments.word(0), configuration), arguments)
    if arguments.json { terminal.json(adapter) } else { AdapterSheet(adapter, terminal).print() }
    return adapter["health"]?.string == "ok" ? 0 : 1
  }

  private static func newAdapter(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let isThere = FileManager.default.fileExists(atPath: "Plugins")
    let written = try NewAdapter.write(
      arguments.word(0), in: arguments.value("in") ?? (isThere ? "Plugins" : "."), isSwift: arguments.has("swift"),
      checkout: arguments.value("checkout"))
    guard !arguments.json else {
      terminal.json(["folder": .string(written.folder), "files": .array(written.files.map { .string($0) })])
      return 0
    }
    terminal.out("Wrote \(written.folder):\n")
    written.files.forEach { terminal.out("  \($0)") }
    terminal.out("\nIt holds as it stands. Put in what the product does, and ask again:\n")
    if arguments.has("swift") { terminal.out("  dragoman adapter build \(written.folder)") }
    terminal.out("  dragoman adapter test \(written.folder)")
    return 0
  }

  private static func buildAdapter(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let folder = try existing(arguments.word(0))
    let configuration = arguments.value("configuration") ?? "release"
    guard ["release", "debug"].contains(configuration) else {
      throw UsageError(message: "--configuration is release or debug, not '\(configuration)'")
    }
    return try reading(arguments, terminal) {
      let scratch = arguments.value("scratch-path")
      guard let built = try AdapterBuild.run(folder, configuration: configuration, scratch: scratch) else {
        terminal.out("\(folder) is declarative: there is nothing to build.")
        return
      }
      if arguments.json {
        let stamp = built.stamp.map { JSON.string($0) } ?? JSON.null
        terminal.json(["library": .string(built.library), "stamp": stamp])
      } else {
        terminal.out("Built \(built.library), stamp: \(built.stamp ?? "none, it isn't Swift")")
      }
    }
  }

  private static func explainRequest(_ arguments: Arguments, _ terminal: Terminal) async throws -> Int32 {
    let folder = try existing(arguments.word(0))
    let file = arguments.word(1)
    guard
      let bytes = file == "-"
        ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    else { throw UsageError(message: "the file '\(file)' can't be read") }
    return try reading(arguments, terminal) {
      let explained = try AdapterExplanation(
        folder: folder, request: String(decoding: bytes, as: UTF8.self), shownAs: file)
      if arguments.json { terminal.json(explained.json) } else { DialectSheet(explained, terminal).print() }
    }
  }

  private static func existing(_ folder: String) throws -> String {
    guard FileManager.default.fileExists(atPath: folder + "/adapter.yaml") else {
      throw UsageError(message: "there is no adapter in '\(folder)'", fix: "name the folder that holds adapter.yaml")
    }
    return folder
  }

  /// Prints diagnostics with their places.
  private static func reading(_ arguments: Arguments, _ terminal: Terminal, _ body: () throws -> Void) throws -> Int32 {
    do {
      try body()
      return 0
    } catch let diagnostics as Diagnostics {
      ConfigurationReading.print(diagnostics, json: arguments.json, terminal)
      return 1
    }
  }
}
