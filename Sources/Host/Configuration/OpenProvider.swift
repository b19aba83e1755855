import Crypto
import Directory
import JSON
import Mapping
import SCIM
import YAML

/// A provider whose mapping was read, and whose settings wait for what the other providers declare.
struct OpenProvider {
  let file: ConfigurationFile
  let fields: Fields
  /// The name, even of a provider that is wrong otherwise.
  let name: Located<ProviderName>?
  let adapterName: Located<String>?
  let manifest: AdapterManifest?
  let options: [String: Located<JSON>]
  let types: ResourceTypes
  let mapping: AttributeMapping?

  /// The provider, if it can be used; `names` are what texts may name, nil when that isn't known.
  func provider(names: TextNames?) -> ProviderConfiguration? {
    let reader = ProviderSettingsReader(file: file, custom: mapping?.userCustomNames ?? [], names: names)
    let settings = fields.fields("settings", what: "'settings'").map(reader.read)
    let isolation = fields.choice("isolation", AdapterIsolation.self)
    fields.finish()
    if let isolation, isolation.value == .process, let manifest, manifest.library == nil {
      file.report(
        "the adapter '\(manifest.name)' has no library that could be isolated", at: isolation.range,
        fix: "leave 'isolation' out")
    }
    guard let name, let adapterName, let manifest, let mapping else { return nil }
    return ProviderConfiguration(
      name: name.value, identity: ProviderIdentity(name: name.value, idp: manifest.idp), adapter: manifest,
      options: manifest.values(options), types: types, isolation: isolation?.value ?? .none, mapping: mapping,
      mappingVersion: version(of: mapping),
      settings: settings ?? ProviderSettings(), file: file.path.shown,
      place: ProviderPlace(source: file.source, adapter: adapterName.range, options: options.mapValues(\.range)))
  }

  /// The first 12 hex digits of the SHA-256 of the compiled mapping and of the schemas that are declared.
  private func version(of mapping: AttributeMapping) -> String {
    let known = ResourceTypes.standard.schemas
    let declared = types.schemas.filter { !known.contains($0) }.map { $0.json(location: $0.id).description + "\n" }
    return String(hex(sha256(Array((mapping.canonicalText + declared.joined()).utf8))).prefix(12))
  }
}

extension AdapterManifest {
  /// What a provider set, over the defaults.
  fileprivate func values(_ located: [String: Located<JSON>]) -> [String: JSON] {
    options.reduce(into: [:]) { $0[$1.name] = located[$1.name]?.value ?? $1.defaultValue }
  }
}
