import Diagnostics
import Foundation
import Testing
import YAML

/// The files beside these tests: `NAME.yaml`, and in `NAME.expected` what is said about it.
enum Samples {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Samples")

  static func names(in part: String) -> [String] {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: part).path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }

  static func path(_ part: String, _ name: String) -> String {
    folder.appending(path: part).appending(path: "\(name).yaml").path
  }

  static func read(_ part: String, _ name: String) throws(Diagnostics) -> YAMLSource {
    try YAMLSource.read(path(part, name), shownAs: "\(name).yaml")
  }

  static func expected(_ part: String, _ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: part).appending(path: "\(name).expected"), encoding: .utf8)
  }

  static func rendered(_ diagnostics: Diagnostics) -> String {
    diagnostics.all.map { $0.rendered() + "\n" }.joined(separator: "\n")
  }
}
