public import JSON
internal import Mapping

extension ProviderConfiguration {
  /// The whole mapping as YAML, bases included, with the place of each rule.
  public var flatMapping: String { mapping.flattened }

  /// Each rule that is in force, as JSON, in the order in which they run.
  public var rules: [JSON] { mapping.allRules.map(\.json) }
}
