import Diagnostics
import Mapping
import SCIM
import YAML

/// Reads attribute mappings with what they extend; each file once.
final class MappingResolver {
  private let catalogue: AdapterCatalogue
  private let findings: Findings
  private var read: [String: AttributeMapping?] = [:]
  private var open: [ConfigurationPath] = []

  /// Every mapping that was read without a mistake, bases first.
  private(set) var all: [AttributeMapping] = []

  /// How many files one mapping may extend in a row.
  static let depth = 16

  init(catalogue: AdapterCatalogue, findings: Findings) {
    self.catalogue = catalogue
    self.findings = findings
  }

  /// A provider's mapping: what its file says, or the adapter's default when it is silent.
  func mapping(
    of node: YAMLNode?, in file: ConfigurationFile, adapter: AdapterCatalogue.Entry?,
    types: ResourceTypes = .standard
  ) -> AttributeMapping? {
    if let node { return mapping(node, in: file, types) }
    guard let adapter, let manifest = adapter.manifest else { return nil }
    guard let path = manifest.mappingFile else {
      file.report(
        "'mapping' is missing, and the adapter '\(adapter.name)' has no default mapping", at: file.source.start,
        fix: "add mapping: with users: and groups:")
      return nil
    }
    return mapping(at: ConfigurationPath(path), namedBy: nil)
  }

  private func mapping(
    _ node: YAMLNode, in file: ConfigurationFile, _ types: ResourceTypes = .standard
  ) -> AttributeMapping? {
    guard let extends = AttributeMapping.extends(node) else { return compile(node, in: file, base: nil, types) }
    guard let base = base(extends, in: file) else {
      WithoutBase(file: file, node: node, types: types).report(to: findings)
      return nil
    }
    return compile(node, in: file, base: base, types)
  }

  private func compile(
    _ node: YAMLNode?, in file: ConfigurationFile, base: AttributeMapping?, _ types: ResourceTypes
  ) -> AttributeMapping? {
    let mapping = AttributeMapping.read(node, of: file.source, base: base, types: types, findings: findings)
    if let mapping { all.append(mapping) }
    return mapping
  }

  private func base(_ name: Located<String>, in file: ConfigurationFile) -> AttributeMapping? {
    let place = ConfigurationPlace(file: file, range: name.range)
    if name.value.contains("/") || name.value.hasSuffix(".yaml") || name.value.hasSuffix(".yml") {
      return mapping(at: file.path.folder.appending(name.value), namedBy: place)
    }
    guard let entry = catalogue[name.value] else {
      let near = suggestion(for: name.value, among: catalogue.names)
      file.report(
        "no adapter is named '\(name.value)'", at: name.range,
        fix: near.map { "did you mean '\($0)'?" } ?? "name an adapter, or a file by its path: ./base.yaml")
      return nil
    }
    guard let manifest = entry.manifest else {
      findings.report(entry.findings.sorted())
      return nil
    }
    guard let path = manifest.mappingFile else {
      file.report("the adapter '\(entry.name)' has no default mapping to extend", at: name.range)
      return nil
    }
    return mapping(at: ConfigurationPath(path), namedBy: place)
  }

  private func mapping(at path: ConfigurationPath, namedBy place: ConfigurationPlace?) -> AttributeMapping? {
    let identity = path.identity
    if let known = read[identity] { return known }
    if let place, !mayOpen(path, identity, namedBy: place) { return nil }
    open.append(path)
    defer { open.removeLast() }
    let file = ConfigurationFile.open(path, namedBy: place, findings: findings)
    let mapping = file.flatMap { file in file.source.root.flatMap { self.mapping($0, in: file) } ?? empty(file) }
    read[identity] = mapping
    return mapping
  }

  private func empty(_ file: ConfigurationFile) -> AttributeMapping? {
    if file.source.root == nil { file.report("the attribute mapping is empty", at: file.source.start) }
    return nil
  }

  private func mayOpen(_ path: ConfigurationPath, _ identity: String, namedBy place: ConfigurationPlace) -> Bool {
    if let first = open.firstIndex(where: { $0.identity == identity }) {
      let circle = (open[first...] + [path]).map(\.shown).joined(separator: " → ")
      place.file.report("this mapping extends itself: \(circle)", at: place.range, fix: "break the circle here")
      return false
    }
    guard open.count >= Self.depth else { return true }
    place.file.report("more than \(Self.depth) mappings extend each other", at: place.range)
    return false
  }
}
