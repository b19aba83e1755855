import Foundation
import JSON
import Synchronization
import Testing

/// `dragoman serve`, or another verb that goes on, as a process of its own.
final class ServingProcess: Sendable {
  private let process: Process
  private let text = Mutex("")
  private let isClosed = Mutex(false)

  /// The executable that was built beside the tests.
  static var executable: URL? {
    guard let tests = Bundle.main.executableURL else { return nil }
    return tests.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "dragoman")
  }

  /// Starts `dragoman` with those words on the house's configuration.
  init(_ house: CommandLineHouse, _ words: String...) throws {
    let process = Process()
    let executable: URL = try #require(Self.executable)
    process.executableURL = executable
    process.arguments = words + ["--config", house.config]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    self.process = process
    pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
      let data = handle.availableData
      guard data.isEmpty else { return self?.take(data) ?? () }
      handle.readabilityHandler = nil
      self?.isClosed.withLock { $0 = true }
    }
    try process.run()
  }

  private func take(_ data: Data) { text.withLock { $0 += String(decoding: data, as: UTF8.self) } }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  var pid: Int32 { process.processIdentifier }
  var output: String { text.withLock { $0 } }
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// Waits until it printed a text, or ended.
  func prints(_ wanted: String) async throws {
    for _ in 0..<1500 {
      if output.contains(wanted) { return }
      guard process.isRunning else { break }
      try await Task.sleep(for: .milliseconds(10))
    }
    try #require(output.contains(wanted), "printed: \(output)")
  }

  /// Its exit code, once it ended; by a signal if one is given.
  func exit(_ number: Int32? = nil) async throws -> Int32 {
    if let number { kill(pid, number) }
    for _ in 0..<1500 where process.isRunning || !isClosed.withLock({ $0 }) {
      try await Task.sleep(for: .milliseconds(10))
    }
    try #require(!process.isRunning, "it goes on")
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }
}
