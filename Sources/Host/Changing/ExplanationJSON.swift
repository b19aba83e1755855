internal import Directory
internal import JSON
internal import Mapping
internal import Provisioning
internal import Store

extension EntryExplanation {
  /// The explanation as programs read it.
  func json(_ provider: ProviderConfiguration) -> JSON {
    var object: JSONObject = [
      "provider": .string(provider.name.description), "idp": .string(provider.identity.idp),
      "adapter": .string("\(provider.adapter.name) \(provider.adapter.version)"),
      "mapping": .string(provider.mappingVersion), "kind": .string(kind.rawValue),
      "notes": .array(notes.map(JSON.string)), "source": .object(source),
      "rules": .array(mapping.rules.map(\.json)),
    ]
    if !mapping.mapped.missing.isEmpty { object["missing"] = .array(mapping.mapped.missing.map(JSON.string)) }
    var entry: JSONObject = ["effect": .string(effect.outcome.rawValue)]
    entry["id"] = effect.entryID.map(JSON.string)
    entry["reason"] = effect.reason.map(JSON.string)
    entry["detail"] = detail.map(JSON.string)
    entry["attributes"] = .object(mapping.mapped.attributes)
    entry["custom"] = .object(mapping.mapped.custom)
    object["entry"] = .object(entry)
    return .object(object)
  }
}

extension RuleTrace {
  fileprivate var json: JSON {
    var object: JSONObject = [
      "attribute": .string(rule.attribute), "rule": .string(rule.expression), "place": .string(place ?? "built in"),
      "steps": .array(
        steps.map { ["depth": JSON($0.depth), "expression": .string($0.expression), "value": $0.value] }),
      "outcome": .string(outcome.rawValue), "result": result ?? .null,
    ]
    if rule.isCustom { object["custom"] = true }
    object["reason"] = reason.map(JSON.string)
    if !notes.isEmpty { object["notes"] = .array(notes.map(JSON.string)) }
    return .object(object)
  }
}
