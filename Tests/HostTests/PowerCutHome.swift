#if os(Linux)
  import Foundation
  import JSON
  import Testing

  /// A configuration, a data directory and the notes of what isn't durable yet, for hosts that are killed.
  final class PowerCutHome: Sendable {
    /// The providers, by the first letter of who writes through them.
    static let providers = ["a", "b"]

    /// The folder of everything; `data` in it is the data directory.
    let path: String
    var data: String { path + "/data" }
    var notes: String { path + "-notes" }
    /// While this file exists, the played disk is full.
    var full: String { path + "-full" }

    init() throws {
      path = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path + "/cut-\(UUID().uuidString)"
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let plugins = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Plugins")
      let main = """
        listen: 127.0.0.1:0
        adminListen: 127.0.0.1:0
        adapters: [\(JSON.string(plugins.standardizedFileURL.path))]
        providers: [\(Self.providers.map { "\($0).yaml" }.joined(separator: ", "))]
        limits: { requestsPerSecond: 100000, requestBurst: 100000 }

        """
      try main.write(toFile: path + "/dragoman.yaml", atomically: true, encoding: .utf8)
      for name in Self.providers {
        try "provider: \(name)\nadapter: Standard\nmapping: { extends: Standard }\n"
          .write(toFile: path + "/\(name).yaml", atomically: true, encoding: .utf8)
      }
    }

    deinit {
      for place in [path, notes, full, path + "-copy", path + "-log", path + "-second"] {
        try? FileManager.default.removeItem(atPath: place)
      }
    }

    /// Starts `dragoman` with the played disk.
    func run(
      _ verb: [String], _ environment: [String: String] = [:], output: String? = nil
    ) throws -> PowerCutProcess {
      let played = [
        "LD_PRELOAD": try #require(PowerCutShim.path), "POWERCUT_DIR": path, "POWERCUT_LOG": notes,
        "POWERCUT_FULL": full,
      ]
      let folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path ?? "."
      return try PowerCutProcess(
        folder + "/dragoman", verb + ["--config", path + "/dragoman.yaml", "--data", data],
        environment: played.merging(environment) { $1 }, output: output ?? path + "-log")
    }

    /// Starts a host and waits until it serves.
    func serve(_ environment: [String: String] = [:]) throws -> PowerCutHost {
      let process = try run(["serve", "--log-format", "json"], environment)
      let line = process.line(with: #""message":"serving""#)
      let address = try JSON(parsing: Array((line ?? "{}").utf8))["listen"]?.string
      guard let port = address?.split(separator: ":").last.flatMap({ Int($0) }) else {
        process.signal(SIGKILL)
        process.wait()
        throw PowerCutFinding("the host doesn't serve: \(process.said.suffix(2000))")
      }
      return PowerCutHost(process: process, port: port)
    }

    /// A new token of each provider, made while no host runs.
    func tokens(_ environment: [String: String] = [:]) throws -> [String: String] {
      var tokens: [String: String] = [:]
      for name in Self.providers {
        let process = try run(["token", "new", name, "--json"], environment)
        try #require(process.wait() == 0, "no token: \(process.said)")
        tokens[name] = try JSON(parsing: Array(process.said.utf8))["token"]?.string
      }
      return tokens
    }

    /// What the power cut leaves, copied to where it may be looked at.
    func copy() throws -> String {
      guard FileManager.default.fileExists(atPath: data) else {
        throw PowerCutFinding("the data directory is gone with all that was acknowledged")
      }
      let copy = path + "-copy"
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: data, toPath: copy)
      return copy
    }
  }

  /// A host that serves.
  struct PowerCutHost: Sendable {
    let process: PowerCutProcess
    let port: Int

    /// Waits until so many requests were answered; a minute at most.
    func waitForRequests(_ count: Int) {
      let deadline = ContinuousClock.now + .seconds(60)
      while process.said.components(separatedBy: #""message":"request""#).count <= count, ContinuousClock.now < deadline
      {
        usleep(2000)
      }
    }

    func kill() {
      process.signal(SIGKILL)
      process.wait()
    }
  }

  /// Something that may not be.
  struct PowerCutFinding: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
#endif
