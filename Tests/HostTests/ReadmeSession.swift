import Foundation
import Testing

/// A copy of the configuration, a shell's variables and a running host: what a reader has who types line after line.
final class ReadmeSession {
  /// Where the lines are typed.
  let folder: String
  private var host: Process?
  private var addresses: [String: String] = [:]
  private var token: String?

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dragoman-readme-\(UUID().uuidString)").path
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in ["config/dragoman.yaml", "config/providers", "Plugins"] {
      let target = URL(fileURLWithPath: "\(folder)/\(name)")
      try files.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(atPath: "\(Markdown.root)/\(name)", toPath: target.path)
    }
    // Free ports, whatever else runs on this machine.
    let main = try String(contentsOfFile: folder + "/config/dragoman.yaml", encoding: .utf8)
      .replacing("listen: 127.0.0.1:8080", with: "listen: 127.0.0.1:0")
      .replacing("adminListen: 127.0.0.1:8081", with: "adminListen: 127.0.0.1:0")
      .replacing("publicURL: http://127.0.0.1:8080\n", with: "")
    try main.write(toFile: folder + "/config/dragoman.yaml", atomically: true, encoding: .utf8)
  }

  deinit {
    host?.terminate()
    host?.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What a line may be; anything else nobody has tried.
  enum Line {
    case dragoman([String])
    case curl(String)
    case token
    /// Others carry it out: the tests' own build, and this very run of the tests.
    case build

    init?(_ text: String) {
      let words = text.split(separator: " ").map(String.init)
      switch words.first {
      case ".build/release/dragoman": self = .dragoman(Array(words.dropFirst()))
      case "curl": self = .curl(text)
      case "TOKEN=dgms_…": self = .token
      case "swift" where ["swift build -c release", "swift test --filter ExchangeTests"].contains(text): self = .build
      default: return nil
      }
    }
  }

  /// Carries out one line and gives what it printed; `nil` for what isn't carried out.
  func type(_ text: String) throws -> Executable.Outcome? {
    switch try #require(Line(text), "nobody carries out: \(text)") {
    case .build: return nil
    case .token:
      #expect(token?.hasPrefix("dgms_") == true, "no line before this one makes a token")
      return nil
    case .dragoman(["serve"]):
      try serve()
      return nil
    case .dragoman(let words):
      let outcome = try Executable.run(words, in: folder)
      if let made = outcome.out.firstMatch(of: /token +(dgms_\w+)/) { token = String(made.1) }
      return outcome
    case .curl(let line):
      guard FileManager.default.isExecutableFile(atPath: "/usr/bin/curl") else {
        print("SKIPPED: curl is missing: \(line)")
        return nil
      }
      let real = addresses.reduce("TOKEN=\(token ?? "")\n" + line) { $0.replacing($1.key, with: $1.value) }
      return try Executable.run("/bin/sh", ["-c", real], in: folder)
    }
  }

  /// Ends the host as Ctrl-C does, and gives its exit code.
  func interrupt() -> Int32? {
    host?.interrupt()
    host?.waitUntilExit()
    defer { host = nil }
    return host?.terminationStatus
  }

  /// Starts the host and waits for the line that says where it serves.
  private func serve() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Executable.path)
    process.arguments = ["serve"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let log = Pipe()
    process.standardError = log
    process.standardInput = FileHandle.nullDevice
    try process.run()
    host = process
    var said = ""
    while !said.contains("admin=") || !said.hasSuffix("\n") {
      let more = log.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the host ended: \(said)")
      said += String(decoding: more, as: UTF8.self)
    }
    let places = try #require(said.firstMatch(of: /listen=http:\/\/(\S+) admin=http:\/\/(\S+)/), "\(said)")
    addresses = ["127.0.0.1:8080": String(places.1), "127.0.0.1:8081": String(places.2)]
    // Whatever it says from now on is read, so that it never waits for a reader.
    log.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }
}
