import Diagnostics
import Directory
import Mapping
import YAML

/// Reads the main file and every file it names, and collects what is wrong with any of them.
final class ConfigurationReader {
  let findings = Findings()
  private var catalogue = AdapterCatalogue()

  /// The configuration, as far as it can be read; it counts only if `findings` holds no error.
  func read(_ path: String) -> HostConfiguration? {
    guard
      let file = ConfigurationFile.open(ConfigurationPath(path), namedBy: nil, findings: findings),
      let fields = file.fields(what: "the configuration")
    else { return nil }
    return read(file, fields)
  }

  /// What may stand in the main file.
  static var shape: Shape {
    .mapping("the configuration") { _ = ConfigurationReader().read(.nothing, $0) }
  }

  private func read(_ file: ConfigurationFile, _ fields: Fields) -> HostConfiguration {
    let listeners = ListenerReader(file: file).read(fields)
    let store = fields.fields("store", what: "'store'").map { StoreReader(file: file).read($0) }
    let threshold = fields.fields("confirmAbove", what: "'confirmAbove'").map(ChangeThreshold.init)
    let watch = fields.flag("watch")?.value ?? false
    let limits = fields.fields("limits", what: "'limits'").map { LimitsReader(file: file).read($0) }
    let folders = addAdapters(fields, in: file)
    let providerFiles = ProviderFiles(file: file).read(fields)
    fields.finish()
    let mappings = MappingResolver(catalogue: catalogue, findings: findings)
    let providers = providers(providerFiles, mappings)
    return HostConfiguration(
      file: file.path.shown, publicURL: listeners.publicURL, followsListener: listeners.followsListener,
      listen: listeners.listen, adminListen: listeners.adminListen, tls: listeners.tls,
      allowInsecureHTTP: listeners.allowInsecureHTTP, trustedProxies: listeners.trustedProxies,
      store: store ?? .sqlite, limits: limits ?? Limits(), watch: watch, confirmAbove: threshold ?? ChangeThreshold(),
      adapterFolders: folders,
      adapters: catalogue.entries.compactMap(\.manifest).sorted { $0.name < $1.name }, providers: providers,
      mappings: mappings.all)
  }

  private func addAdapters(_ fields: Fields, in file: ConfigurationFile) -> [String] {
    fields.texts("adapters").map { text in
      let folder = file.path.folder.appending(text.value)
      catalogue.add(folder, namedBy: ConfigurationPlace(file: file, range: text.range))
      return folder.path
    }
  }

  private func providers(_ files: [ConfigurationFile], _ mappings: MappingResolver) -> [ProviderConfiguration] {
    var places: [ProviderName: String] = [:]
    var providers: [ProviderConfiguration] = []
    var used = Set<String>()
    let opened = files.map { ProviderReader(file: $0, catalogue: catalogue, mappings: mappings).open() }
    let names = textNames(opened)
    for (file, open) in zip(files, opened) {
      if let name = open?.name { note(name, of: file, in: &places) }
      if let provider = open?.provider(names: names) { providers.append(provider) }
      if let adapter = ProviderFiles.adapterName(in: file) { used.insert(adapter) }
    }
    DeclaredAttributes(providers).reportConflicts(findings)
    for entry in catalogue.entries { report(entry, isUsed: used.contains(entry.name)) }
    return providers.sorted { $0.name < $1.name }
  }

  /// What a text may name: what any provider declares. Nil while a mapping can't be read, since it may declare more.
  private func textNames(_ opened: [OpenProvider?]) -> TextNames? {
    let mappings = opened.compactMap { $0?.mapping }
    return mappings.count == opened.count ? TextNames(mappings) : nil
  }

  /// An adapter that no provider names keeps nothing from coming into force: what is wrong with it is a warning.
  private func report(_ entry: AdapterCatalogue.Entry, isUsed: Bool) {
    for var diagnostic in entry.findings.all {
      if !isUsed { diagnostic.severity = .warning }
      findings.report(diagnostic)
    }
  }

  private func note(
    _ name: Located<ProviderName>, of file: ConfigurationFile, in places: inout [ProviderName: String]
  ) {
    guard let first = places[name.value] else {
      places[name.value] = "\(file.path.shown):\(name.range.start.line)"
      return
    }
    file.report(
      "a provider named '\(name.value)' is already configured in \(first)", at: name.range, fix: "choose another name")
  }
}
