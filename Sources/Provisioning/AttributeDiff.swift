internal import JSON
internal import Store

/// The attributes in which two states of a resource differ: single-valued complex ones and extensions by sub-attribute.
enum AttributeDiff {
  static func changes(_ old: JSONObject?, _ new: JSONObject?) -> [AttributeChange] {
    guard old != nil else {
      return flattened(new).map { AttributeChange(name: $0.key, before: nil, after: $0.value) }
    }
    let (old, new) = (flattened(old), flattened(new))
    let names = new.keys + old.keys.filter { new[$0] == nil }
    return names.filter { old[$0] != new[$0] }.map { AttributeChange(name: $0, before: old[$0], after: new[$0]) }
  }

  private static func flattened(_ resource: JSONObject?) -> JSONObject {
    guard let resource else { return [:] }
    // Directory entries are flat: nothing to take apart.
    guard resource.contains(where: { $0.value.object != nil || $0.key == "schemas" }) else { return resource }
    var flat = JSONObject()
    for (key, value) in resource where key != "schemas" {
      guard case .object(let members) = value else {
        flat[key] = value
        continue
      }
      let joiner = key.hasPrefix("urn:") ? ":" : "."
      for (name, inner) in members { flat["\(key)\(joiner)\(name)"] = inner }
    }
    return flat
  }
}
