import Crypto
import Diagnostics
import Directory
import JSON
import Mapping
import YAML

/// Reads one provider's file.
struct ProviderReader {
  let file: ConfigurationFile
  let catalogue: AdapterCatalogue
  let mappings: MappingResolver

  /// The name, even of a provider that is wrong otherwise, and the provider if it can be used.
  func read() -> (name: Located<ProviderName>?, provider: ProviderConfiguration?) {
    guard let fields = file.fields(what: "a provider's file") else { return (nil, nil) }
    return read(fields)
  }

  /// What may stand in a provider's file.
  static var shape: Shape {
    .mapping("a provider's file") { fields in
      let file = ConfigurationFile.nothing
      let mappings = MappingResolver(catalogue: AdapterCatalogue(), findings: file.findings)
      _ = Self(file: file, catalogue: AdapterCatalogue(), mappings: mappings).read(fields)
    }
  }

  private func read(_ fields: Fields) -> (name: Located<ProviderName>?, provider: ProviderConfiguration?) {
    let name = fields.requiredText("provider").flatMap(providerName)
    let adapterName = fields.requiredText("adapter")
    let entry = adapterName.flatMap(adapter)
    let options = options(fields, of: entry?.manifest)
    let mapping = mappings.mapping(of: fields.node("mapping", AttributeMapping.shape), in: file, adapter: entry)
    let settings = fields.fields("settings", what: "'settings'").map { ProviderSettingsReader(file: file).read($0) }
    fields.finish()
    guard let name, let adapterName, let manifest = entry?.manifest, let mapping else { return (name, nil) }
    let provider = ProviderConfiguration(
      name: name.value, identity: ProviderIdentity(name: name.value, idp: manifest.idp), adapter: manifest,
      options: manifest.values(options), mapping: mapping, mappingVersion: Self.version(of: mapping),
      settings: settings ?? ProviderSettings(), file: file.path.shown,
      place: ProviderPlace(source: file.source, adapter: adapterName.range, options: options.mapValues(\.range)))
    return (name, provider)
  }

  /// The first 12 hex digits of the SHA-256 of the compiled mapping.
  private static func version(of mapping: AttributeMapping) -> String {
    String(hex(sha256(Array(mapping.canonicalText.utf8))).prefix(12))
  }

  private func providerName(_ text: Located<String>) -> Located<ProviderName>? {
    if let name = ProviderName(text.value) { return Located(name, at: text.range) }
    if text.value == ProviderName.host.description {
      file.report("'host' is reserved for what the host itself does", at: text.range, fix: "choose another name")
      return nil
    }
    let near = Self.wellFormed(text.value)
    file.report(
      "'\(text.value)' is not a provider's name: a to z, 0 to 9 and '-', at most 63, not beginning with '-'",
      at: text.range, fix: near.map { "write \($0)" })
    return nil
  }

  private func adapter(_ name: Located<String>) -> AdapterCatalogue.Entry? {
    if let entry = catalogue[name.value] { return entry }
    let known = catalogue.names
    let near = suggestion(for: name.value, among: known)
    file.report(
      "no adapter is named '\(name.value)'", at: name.range,
      fix: near.map { "did you mean '\($0)'?" }
        ?? (known.isEmpty
          ? "name the adapter folders in the main file: adapters: [../Plugins]"
          : "the adapter folders hold \(known.joined(separator: ", "))"))
    return nil
  }

  private func options(_ fields: Fields, of manifest: AdapterManifest?) -> [String: Located<JSON>] {
    guard let manifest else {
      _ = fields.node("options", .mapping("options") { $0.describeOthers(.scalar) })
      return [:]
    }
    let options = fields.fields("options", what: "the options of the adapter '\(manifest.name)'")
    return OptionReader(file: file, manifest: manifest).read(options)
  }

  private static func wellFormed(_ text: String) -> String? {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return ProviderName(String(words.joined(separator: "-").prefix(63))).map(\.description)
  }
}

extension AdapterManifest {
  /// What a provider set, over the defaults.
  fileprivate func values(_ located: [String: Located<JSON>]) -> [String: JSON] {
    options.reduce(into: [:]) { $0[$1.name] = located[$1.name]?.value ?? $1.defaultValue }
  }
}
