internal import Diagnostics
internal import Foundation
internal import JSON
internal import Mapping
internal import Text
internal import YAML

/// What mapping one full user with the Entra adapter's default mapping costs.
enum MappingCost {
  static func figures(_ options: BenchOptions) throws -> [Figure] {
    let source = try YAMLSource.read("\(options.adapters)/EntraID/mapping.yaml", shownAs: "mapping.yaml")
    let findings = Findings()
    guard let mapping = AttributeMapping.read(source.root, of: source, base: nil, findings: findings) else {
      throw findings.sorted()
    }
    guard let user = try JSON(parsing: Array(People.user(1).utf8)).object else { return [] }
    let now = Timestamp.now()
    let cost = microseconds { _ = mapping.user(from: user, previous: nil, at: now) }
    return [
      Figure(
        name: "mapping a full user with the default mapping of EntraID", value: cost, unit: " µs", aim: .atMost(25),
        parts: [("rules", Double(mapping.rules.count))])
    ]
  }
}
