import Diagnostics
import YAML

/// Reads `providers:`, a list of files and folders (or one of them), and opens what it names.
struct ProviderFiles {
  let file: ConfigurationFile

  /// The files, in the order in which they are named; those of a folder by name.
  func read(_ fields: Fields) -> [ConfigurationFile] {
    var seen = Set<String>()
    return names(fields).flatMap { paths(of: $0) }.compactMap { path, place in
      guard seen.insert(path.identity).inserted else {
        file.report("'\(path.shown)' is named twice", at: place.range, fix: "leave it out here")
        return nil
      }
      return ConfigurationFile.open(path, namedBy: place, findings: file.findings)
    }
  }

  /// The adapter that a provider's file names, if it can be read at all.
  static func adapterName(in file: ConfigurationFile) -> String? {
    file.source.root?["adapter"]?.scalar
  }

  private func names(_ fields: Fields) -> [Located<String>] {
    guard let node = fields.node("providers", .either([.text, .list(.text)])) else { return [] }
    if let text = node.scalar { return [Located(text, at: node.range)] }
    return fields.texts("providers")
  }

  private func paths(of name: Located<String>) -> [(ConfigurationPath, ConfigurationPlace)] {
    let path = file.path.folder.appending(name.value)
    let place = ConfigurationPlace(file: file, range: name.range)
    guard path.kind == .folder else { return [(path, place)] }
    let names = path.contents().filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }
    if names.isEmpty {
      file.report("no provider's file was found in '\(path.shown)'", at: name.range, severity: .warning)
    }
    return names.map { (path.appending($0), place) }
  }
}
