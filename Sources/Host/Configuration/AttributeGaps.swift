public import Diagnostics
internal import Directory
public import JSON
internal import Mapping
internal import YAML

extension HostConfiguration {
  /// Whether a provider's text names an attribute of type IDP that this provider doesn't declare.
  public var mayHaveAttributeGaps: Bool { providers.contains { !$0.foreignAttributes.isEmpty } }

  /// Warnings of such attributes, with the number of users for whom they are empty; `coverage` is what
  /// `attributes.coverage` answers.
  public func attributeGaps(_ coverage: JSON) -> Diagnostics {
    Diagnostics(providers.flatMap { provider in provider.foreignAttributes.compactMap { provider.gap($0, coverage) } })
  }
}

extension ProviderConfiguration {
  fileprivate var foreignAttributes: [(what: String, use: TextTemplate.Use)] {
    let own = Set(mapping.userCustomNames.map { $0.lowercased() })
    return textUses.filter { $0.use.attribute.isCustom && !own.contains($0.use.attribute.name.lowercased()) }
  }

  fileprivate func gap(_ named: (what: String, use: TextTemplate.Use), _ coverage: JSON) -> Diagnostic? {
    let row = coverage.array?.first { $0["provider"]?.string == name.description }
    let attribute = named.use.attribute.name
    let users = row?["users"]?.integer ?? 0
    let empty = users - (row?["filled"]?[attribute]?.integer ?? 0)
    guard empty > 0, let range = named.use.range else { return nil }
    return place.source.diagnostic(
      "${\(attribute)} isn't declared by \(name): it is empty for \(empty) of its \(users) users", at: range,
      fix: "declare it under custom:, or write ${\(attribute):-something else}", see: "dragoman docs Settings",
      severity: .warning)
  }
}
