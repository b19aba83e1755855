import Foundation
import Testing

/// The built `dragoman`, run as a process of its own.
enum Executable {
  struct Outcome {
    var code: Int32
    var out: String
    var err: String
  }

  /// Beside the tests' own bundle.
  static let path: String = {
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
    let beside = URL(fileURLWithPath: bundle).deletingLastPathComponent()
    let built = URL(fileURLWithPath: Markdown.root + "/.build/debug")
    return [beside, beside.deletingLastPathComponent(), built].map { $0.appending(path: "dragoman").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) } ?? "dragoman"
  }()

  /// Runs `dragoman` with `arguments` in `folder` and waits for its end.
  static func run(_ arguments: [String], in folder: String = Markdown.root) throws -> Outcome {
    try run(path, arguments, in: folder)
  }

  /// Runs a program and waits for its end.
  static func run(_ program: String, _ arguments: [String], in folder: String) throws -> Outcome {
    let files = FileManager.default.temporaryDirectory.appending(path: "dragoman-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: files) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: whatever the program says, nobody has to empty anything.
    let (out, err) = (files.appending(path: "out"), files.appending(path: "err"))
    for file in [out, err] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, out: try String(contentsOf: out, encoding: .utf8),
      err: try String(contentsOf: err, encoding: .utf8))
  }
}
