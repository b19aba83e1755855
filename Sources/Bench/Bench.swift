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
    var figures: [Figure] = []
    if options.takes(.costs) { figures += try costs(options) }
    if options.part != .costs { figures += try await served(options) }
    if let file = options.json { try write(figures, to: file) }
  }

  /// What one user costs without a host; each figure is shown before the next is measured.
  private static func costs(_ options: BenchOptions) throws -> [Figure] {
    try show(JSONCost.figures()) + show(MappingCost.figures(options)) + show(HostileMappingCost.figures())
      + show(CrossingCost.figures(options))
  }

  /// What wants a host.
  private static func served(_ options: BenchOptions) async throws -> [Figure] {
    let ground = try await Ground.prepare(options)
    var figures: [Figure] = []
    do {
      if options.part == .changes || options.part == .reads { try await Changes(ground, options).fill() }
      if options.takes(.writes) { figures += show(try await Writes(ground, options).figures()) }
      if options.part == nil { figures += show(try await Memberships(ground, options).figures()) }
      if options.takes(.reads) { figures += show(try await Reads(ground, options).figures()) }
      if options.takes(.changes) {
        figures += show(try await Changes(ground, options).looking())
        figures += show(try await Changes(ground, options).applying())
      }
    } catch {
      await ground.fresh.stop()
      throw error
    }
    await ground.fresh.stop()
    return figures
  }

  /// Prints them as soon as they are known.
  private static func show(_ figures: [Figure]) -> [Figure] {
    figures.forEach { print($0.line) }
    fflush(nil)
    return figures
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
    swift run -c release bench [--users N] [--adapters FOLDER] [--only costs|writes|reads|changes] [--json FILE]

      --users N          users to read from (100000); fewer for a quick look
      --adapters FOLDER  where the adapters are (Plugins)
      --only costs       what reading, mapping and crossing one user cost, without a host
      --only writes      creates, and nothing else
      --only reads       reads by key, and nothing else
      --only changes     what a changed mapping costs, and nothing else
      --json FILE        the figures as JSON, too
    """

  /// What may be asked for alone.
  enum Part: String { case costs, writes, reads, changes }

  var users = 100_000
  var adapters = "Plugins"
  var part: Part?
  var json: String?

  /// Whether a part is to be measured.
  func takes(_ part: Part) -> Bool { self.part == nil || self.part == part }

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
        guard let named = Part(rawValue: value) else { return nil }
        part = named
      default: return nil
      }
    }
  }
}
