import AdapterTesting
import Foundation
import Testing

/// An adapter's folder of a test's own: a copy of Standard under another name, with changes.
final class SampleAdapter: Sendable {
  let folder: String

  init(name: String = "Sample") throws {
    folder = NSTemporaryDirectory() + "dragoman-sample-\(UUID().uuidString)/\(name)"
    let parent = URL(fileURLWithPath: folder).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Repository.plugins + "/Standard", toPath: folder)
    try change("adapter.yaml", "name: Standard", "name: \(name)")
  }

  deinit { try? FileManager.default.removeItem(at: URL(fileURLWithPath: folder).deletingLastPathComponent()) }

  /// Writes a file of the folder.
  func write(_ file: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
  }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(file)") }

  /// Replaces a text that is in a file.
  func change(_ file: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    try #require(text.contains(old), "\(file) doesn't hold '\(old)'")
    try write(file, text.replacing(old, with: new))
  }

  /// Leaves one exchange file, of that text.
  func keepOnly(exchange text: String) throws {
    try remove("Exchanges")
    try FileManager.default.createDirectory(atPath: folder + "/Exchanges", withIntermediateDirectories: true)
    try write("Exchanges/01-only.yaml", text)
  }

  /// What the kit says.
  func report() async throws -> ConformanceReport { try await ConformanceKit(folder: folder, forms: false).run() }
}

extension ConformanceReport {
  /// The faults of one check, as people read them.
  func rendered(_ check: String) -> String {
    (checks.first { $0.name == check }?.faults ?? []).map { $0.rendered() }.joined(separator: "\n")
  }

  /// The names of the checks that failed.
  var failed: [String] { checks.filter { $0.outcome == .failed }.map(\.name) }
}
