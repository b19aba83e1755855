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

  /// Reads name, adapter and mapping; nil when the file isn't a provider's at all.
  func open() -> OpenProvider? { file.fields(what: "a provider's file").map(open) }

  /// What may stand in a provider's file.
  static var shape: Shape {
    .mapping("a provider's file") { fields in
      let file = ConfigurationFile.nothing
      let mappings = MappingResolver(catalogue: AdapterCatalogue(), findings: file.findings)
      _ = Self(file: file, catalogue: AdapterCatalogue(), mappings: mappings).open(fields).provider(names: nil)
    }
  }

  private func open(_ fields: Fields) -> OpenProvider {
    let name = fields.requiredText("provider").flatMap(providerName)
    let adapterName = fields.requiredText("adapter")
    let entry = adapterName.flatMap(adapter)
    let options = options(fields, of: entry?.manifest)
    let types = SchemaReader(file: file).read(fields)
    let mapping = mappings.mapping(
      of: fields.node("mapping", AttributeMapping.shape), in: file, adapter: entry, types: types)
    return OpenProvider(
      file: file, fields: fields, name: name, adapterName: adapterName, manifest: entry?.manifest, options: options,
      types: types, mapping: mapping)
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
