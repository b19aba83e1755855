import AdapterKit
public import Diagnostics
public import JSON
import YAML

/// What an adapter's `adapter.yaml` says of it.
public struct AdapterManifest: Hashable, Sendable {
  /// How well the adapter's facts are known.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// The vendor documents them.
    case vendor
    /// They were seen on the wire or in others' code and logs.
    case observed
    /// They were inferred.
    case inferred
  }

  /// The adapter's folder, as a path that can be opened.
  public var folder: String
  /// The adapter's name, which is its folder's: `EntraID`.
  public var name: String
  /// The IdP's display name, in every audit entry: `Microsoft Entra ID`.
  public var idp: String
  /// The adapter's version, in every audit entry.
  public var version: String
  /// How well its facts are known.
  public var evidence: Evidence
  /// What a provider may set under `options:`.
  public var options: [AdapterOption]
  /// Whether the lenient forms are off.
  public var strict: Bool
  /// Knobs that differ from their defaults.
  public var deviations: [String: String]
  /// The library that holds the adapter's Swift: a product's name or a path relative to the folder; nil if it has none.
  public var library: String?
  /// The default attribute mapping, as a path that can be opened; nil if it has none.
  public var mappingFile: String?
  /// What to type into the IdP, with `{{url}}` and `{{token}}`.
  public var console: [String]
  /// What the IdP's own connection test asks.
  public var connectionTest: [ConnectionRequest]

  /// Describes an adapter.
  public init(
    folder: String, name: String, idp: String, version: String, evidence: Evidence, options: [AdapterOption] = [],
    strict: Bool = false, deviations: [String: String] = [:], library: String? = nil, mappingFile: String? = nil,
    console: [String] = [], connectionTest: [ConnectionRequest] = []
  ) {
    self.folder = folder
    self.name = name
    self.idp = idp
    self.version = version
    self.evidence = evidence
    self.options = options
    self.strict = strict
    self.deviations = deviations
    self.library = library
    self.mappingFile = mappingFile
    self.console = console
    self.connectionTest = connectionTest
  }

  /// The knobs of a provider: the adapter's, and over them those that its options set.
  public func knobs(with values: [String: JSON]) -> [String: String] {
    var knobs = deviations
    for option in options {
      guard let name = option.knob, let text = values[option.name].flatMap(AdapterOption.knobText) else { continue }
      knobs[name] = Knobs.named(name)?.value(text) ?? text
    }
    return knobs
  }

  /// Reads the `adapter.yaml` of an adapter's folder; nil when anything in it is wrong.
  public static func load(_ folder: String) -> (manifest: AdapterManifest?, diagnostics: Diagnostics) {
    let findings = Findings()
    let manifest = AdapterManifestReader.read(ConfigurationPath(folder), findings: findings)
    return (manifest, findings.sorted())
  }
}
