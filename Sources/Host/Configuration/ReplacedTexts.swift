import Diagnostics
import Foundation

/// Texts that are read in the place of files, while a configuration is tried that isn't on disk yet.
enum ReplacedTexts {
  /// By the path that is shown to people.
  @TaskLocal static var byPath: [String: String] = [:]
}

extension HostConfiguration {
  /// Reads `path` and every file it names, but for those files whose `texts` are given by the path that people see.
  static func load(
    _ path: String, replacing texts: [String: String]
  ) -> (configuration: HostConfiguration?, diagnostics: Diagnostics) {
    ReplacedTexts.$byPath.withValue(texts) { load(path) }
  }
}

extension Reloading.Order {
  /// Puts the texts in the place of the files, each in one step; `FILE.replaced` has what would be lost.
  func writeTexts() throws {
    for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
      if unkept.contains(path), let old = FileManager.default.contents(atPath: path) {
        try old.write(to: URL(fileURLWithPath: path + ".replaced"), options: .atomic)
      }
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
  }
}
