internal import AdapterTesting
internal import Foundation
internal import JSON
internal import SQL

/// `swift run -c release bench`: the figures of the README, each a ratio within one run on one machine.
@main
struct Bench {
  static func main() async throws {
    signal(SIGPIPE, SIG_IGN)
    let words = CommandLine.arguments.dropFirst()
    guard let options = BenchOptions(Array(words)) else {
      print(BenchOptions.usage)
      exit(words.contains("--help") ? 0 : 2)
    }
    print(machine)
    print("command: swift run -c release bench \(words.joined(separator: " "))\n")
    fflush(nil)
    var figures =
      options.changesOnly
      ? [] : try JSONCost.figures() + MappingCost.figures(options) + CrossingCost.figures(options)
    let ground = try await Ground.prepare(options)
    do {
      if options.changesOnly {
        try await Changes(ground, options).fill()
      } else {
        figures += try await Writes(ground, options).figures()
        figures += try await Memberships(ground, options).figures()
        figures += try await Reads(ground, options).figures()
      }
      figures += try await Changes(ground, options).figures()
    } catch {
      await ground.fresh.stop()
      throw error
    }
    await ground.fresh.stop()
    figures.forEach { print($0.line) }
    if let file = options.json { try write(figures, to: file) }
  }

  private static var machine: String {
    let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
    let cores = ProcessInfo.processInfo.activeProcessorCount
    return
      "machine:\(cpu.map(String.init) ?? " unknown"), \(cores) cores, \(ProcessInfo.processInfo.operatingSystemVersionString)"
      + "; SQLite \(SQLiteConnection.libraryVersion)"
  }

  private static func write(_ figures: [Figure], to file: String) throws {
    let json: JSON = ["machine": .string(machine), "figures": .array(figures.map(\.json))]
    try Data((json.pretty() + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    print("\nwritten to \(file)")
  }
}

/// What the command line asks for.
struct BenchOptions {
  static let usage = """
    swift run -c release bench [--users N] [--adapters FOLDER] [--only changes] [--json FILE]

      --users N          users to read from (100000); fewer for a quick look
      --adapters FOLDER  where the adapters are (Plugins)
      --only changes     what a changed mapping costs, and nothing else
      --json FILE        the figures as JSON, too
    """

  var users = 100_000
  var adapters = "Plugins"
  var changesOnly = false
  var json: String?

  init?(_ words: [String]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch word {
      case "--users":
        guard let count = Int(value), count >= 1000 else { return nil }
        users = count
      case "--adapters": adapters = value
      case "--json": json = value
      case "--only":
        guard value == "changes" else { return nil }
        changesOnly = true
      default: return nil
      }
    }
  }
}
