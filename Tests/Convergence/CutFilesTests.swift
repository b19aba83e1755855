import AdapterTesting
import Diagnostics
import Foundation
import Host
import Testing
import YAML

/// Every YAML file that comes with the product, cut anywhere: its own reader gives diagnostics or a value, never a crash.
///
/// `DRAGOMAN_EVERY_BYTE=1` cuts at every byte, which takes minutes; else each run cuts each file at sixty other places.
@Suite("Files cut anywhere")
struct CutFilesTests {
  @Test("The files are there")
  func files() {
    #expect(CutFiles.exchanges.count > 60 && CutFiles.configuration.count >= 9)
  }

  @Test("Exchanges and the story", arguments: CutFiles.exchanges)
  func exchanges(_ name: String) throws {
    try Self.cut(name, in: nil) { bytes, path in
      let source: YAMLSource
      do throws(Diagnostics) {
        source = try YAMLSource.read(path, shownAs: name)
        if name.contains("/Exchanges/") {
          _ = try ExchangeFile.read(source)
        } else {
          _ = try Story.read(source, adapter: "Standard")
        }
      } catch {
        check(error, name, bytes)
      }
    }
  }

  @Test("Configuration, manifests and mappings", arguments: CutFiles.configuration)
  func configuration(_ name: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cut-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.copy(to: folder, around: name)
    try Self.cut(name, in: folder) { bytes, _ in
      let (configuration, diagnostics) = HostConfiguration.load("\(folder)/config/dragoman.yaml")
      #expect((configuration == nil) == diagnostics.hasErrors, "\(name) cut at byte \(bytes)")
      check(diagnostics, name, bytes)
      _ = configuration?.runExamples()
    }
  }

  private func check(_ diagnostics: Diagnostics, _ name: String, _ bytes: Int) {
    for diagnostic in diagnostics.all {
      #expect(!diagnostic.message.isEmpty && !diagnostic.rendered().isEmpty, "\(name) cut at byte \(bytes)")
      if let range = diagnostic.range { #expect(range.start.line >= 1 && range.start.column >= 1) }
    }
  }

  /// Writes each beginning of a file and has it read: in its place below `folder`, or wherever.
  private static func cut(_ name: String, in folder: String?, _ read: (_ bytes: Int, _ path: String) throws -> Void)
    throws
  {
    let whole = try Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/\(name)"))
    let path = folder.map { "\($0)/\(name)" } ?? NSTemporaryDirectory() + "cut-\(UUID().uuidString).yaml"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let step = max(1, whole.count / CutFiles.places)
    for length in stride(from: Int.random(in: 0..<step), through: whole.count, by: step) {
      try whole.prefix(length).write(to: URL(fileURLWithPath: path))
      try read(length, path)
    }
  }

  /// The configuration that reads `name`, and no adapter that it doesn't need.
  private static func copy(to folder: String, around name: String) throws {
    let adapter = name.hasPrefix("Plugins/") ? String(name.split(separator: "/")[1]) : nil
    let needed = CutFiles.configuration.filter { file in
      guard let adapter else { return true }
      return file == name || file.hasPrefix("Plugins/\(adapter)/")
    }
    for file in needed {
      let target = URL(fileURLWithPath: "\(folder)/\(file)")
      try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: URL(fileURLWithPath: "\(Repository.root)/\(file)"), to: target)
    }
    guard let adapter else { return }
    try FileManager.default.createDirectory(atPath: folder + "/config", withIntermediateDirectories: true)
    let files = [
      "dragoman.yaml": "adapters: [../Plugins]\nproviders: [acme.yaml]\n",
      "acme.yaml": "provider: acme\nadapter: \(adapter)\nmapping: { extends: \(adapter) }\n",
    ]
    for (file, text) in files { try text.write(toFile: "\(folder)/config/\(file)", atomically: true, encoding: .utf8) }
  }
}

/// What is cut, and where.
private enum CutFiles {
  static let places = ProcessInfo.processInfo.environment["DRAGOMAN_EVERY_BYTE"] == nil ? 60 : Int.max

  static let all: [String] = {
    let names = ["config", "Plugins"].flatMap { folder in
      (FileManager.default.subpaths(atPath: "\(Repository.root)/\(folder)") ?? []).map { "\(folder)/\($0)" }
    }
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  static let exchanges = all.filter { isTold($0) }
  static let configuration = all.filter { !isTold($0) }

  /// Exchanges and stories, which are no part of a configuration.
  private static func isTold(_ name: String) -> Bool { name.contains("/Exchanges/") || name.contains("/Story/") }
}
