import AdapterTesting
import Diagnostics
import Foundation
import YAML

/// Files of the repository, by their paths within it.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Every exchange file of every adapter, sorted.
  static let exchangeFiles: [String] = {
    let files = FileManager.default
    let adapters = (try? files.contentsOfDirectory(atPath: "\(root)/Plugins")) ?? []
    return adapters.flatMap { adapter in
      let folder = "Plugins/\(adapter)/Exchanges"
      let names = (try? files.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
      return names.filter { $0.hasSuffix(".yaml") }.map { "\(folder)/\($0)" }
    }.sorted()
  }()

  /// The story as each adapter tells it.
  static let stories: [String] = {
    let files = FileManager.default
    let adapters = (try? files.contentsOfDirectory(atPath: "\(root)/Plugins")) ?? []
    return adapters.sorted().flatMap { adapter in
      Story.files(ofAdapter: "\(root)/Plugins/\(adapter)").map { "Plugins/\(adapter)/\($0)" }
    }
  }()
}

/// A file of `text` that is shown as `sample.yaml`.
func yaml(_ text: String) throws -> YAMLSource {
  try YAMLSource(file: "sample.yaml", text: text)
}

/// A whole exchange file around `exchanges`.
func exchangeText(_ exchanges: String, directory: String = "{ users: [], groups: [] }", audit: String = "[]") -> String
{
  """
  name: A sample
  facts: [E-21]
  evidence: inferred
  exchanges:
  \(exchanges)
  directory: \(directory)
  audit: \(audit)
  """
}

extension Diagnostics {
  var rendered: String { all.map { $0.rendered() }.joined(separator: "\n") }
}
