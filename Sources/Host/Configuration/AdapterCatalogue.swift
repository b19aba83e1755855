import Diagnostics
import YAML

/// The adapters found in the adapter folders, by name; a broken one is known too, with what is wrong with it.
struct AdapterCatalogue {
  /// One adapter folder.
  struct Entry {
    var name: String
    var folder: ConfigurationPath
    var findings: Findings
    /// Nil when its `adapter.yaml` has errors.
    var manifest: AdapterManifest?
  }

  private(set) var entries: [Entry] = []

  /// The file that makes a folder an adapter.
  static let fileName = "adapter.yaml"

  /// The names, sorted.
  var names: [String] { entries.map(\.name).sorted() }

  /// The adapter of that name, spelled exactly so.
  subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// Adds the adapters of a folder: its own, if it is one, else those of the folders in it.
  mutating func add(_ folder: ConfigurationPath, namedBy place: ConfigurationPlace) {
    guard folder.kind == .folder else {
      return report("'\(folder.shown)' is not a folder that can be read", at: place)
    }
    let found = Self.adapterFolders(in: folder)
    if found.isEmpty { report("no adapter was found in '\(folder.shown)'", at: place) }
    for folder in found { add(adapter: folder, namedBy: place) }
  }

  private mutating func add(adapter folder: ConfigurationPath, namedBy place: ConfigurationPlace) {
    if let other = self[folder.name] {
      guard other.folder.identity != folder.identity else { return }
      let message = "the adapter '\(folder.name)' is found twice: in '\(other.folder.shown)' and '\(folder.shown)'"
      return place.file.report(message, at: place.range, fix: "keep one of the two")
    }
    let findings = Findings()
    let manifest = AdapterManifestReader.read(folder, findings: findings)
    entries.append(Entry(name: folder.name, folder: folder, findings: findings, manifest: manifest))
  }

  private func report(_ message: String, at place: ConfigurationPlace) {
    let fix = "name a folder that holds adapter folders, each with its \(Self.fileName)"
    place.file.report(message, at: place.range, fix: fix)
  }

  private static func adapterFolders(in folder: ConfigurationPath) -> [ConfigurationPath] {
    if isAdapter(folder) { return [folder] }
    return folder.contents().map(folder.appending).filter(isAdapter)
  }

  private static func isAdapter(_ folder: ConfigurationPath) -> Bool {
    folder.appending(fileName).kind == .file
  }
}
