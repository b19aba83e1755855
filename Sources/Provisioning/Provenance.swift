internal import Directory
internal import JSON
internal import Text

/// Where each directory value came from: provider, expression, mapping version, time.
struct Provenance {
  /// What all marks of one change say.
  private let common: JSONObject

  init(_ configuration: EndpointConfiguration, _ at: Timestamp) {
    common = [
      "provider": .string(configuration.identity.name.description), "path": "",
      "mapping": .string(configuration.mappingVersion), "at": .string(at.description),
    ]
  }

  /// New marks for values that changed, the old ones for those that didn't; `withheld` notes by attribute what was not
  /// applied.
  ///
  /// Attributes of type IDP are among the values: their names differ from all others.
  func merged(
    _ expressions: [String: String], _ new: JSONObject, _ old: JSONObject?, _ marks: JSONObject?,
    withheld: [String: String]
  ) -> JSONObject {
    var merged = JSONObject()
    for (name, value) in new {
      if let old, old[name] == value, let mark = marks?[name] {
        merged[name] = without(mark)
      } else if let expression = expressions[name] {
        merged[name] = mark(expression)
      }
    }
    for (name, value) in withheld.sorted(by: { $0.key < $1.key }) {
      merged[name] = withholding(value, merged[name], marks?[name], expressions[name])
    }
    return merged
  }

  /// A mark of what was not applied, over the value's own mark, or of its own where there is no value.
  private func withholding(_ value: String, _ mark: JSON?, _ old: JSON?, _ expression: String?) -> JSON? {
    if mark == nil, old?["withheld"]?.string == value { return old }
    guard var object = (mark ?? expression.map { self.mark($0) })?.object else { return nil }
    object["withheld"] = .string(value)
    return .object(object)
  }

  private func without(_ mark: JSON) -> JSON {
    guard case .object(var object) = mark else { return mark }
    object["withheld"] = nil
    return .object(object)
  }

  private func mark(_ expression: String) -> JSON {
    var mark = common
    mark["path"] = .string(expression)
    return .object(mark)
  }
}

extension JSONObject {
  /// These members and the others.
  func with(_ others: JSONObject) -> JSONObject {
    var all = self
    for (name, value) in others { all[name] = value }
    return all
  }
}
