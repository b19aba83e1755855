internal import JSON
internal import Text

/// Reads a value that no schema describes: kept as sent, but for nulls, what is empty, and forbidden characters.
struct UnknownValue {
  private let semantics: WriteSemantics

  init(_ semantics: WriteSemantics) { self.semantics = semantics }

  func read(_ value: JSON, named name: String) throws(SCIMError) -> Reading {
    guard let kept = try kept(value, name, depth: 0) else { return .cleared }
    return .value(kept)
  }

  private func kept(_ value: JSON, _ name: String, depth: Int) throws(SCIMError) -> JSON? {
    guard depth < WriteLimits.depth else { throw .invalidValue("\(clipped(name)): nested too deep") }
    switch value {
    case .null: return nil
    case .bool, .number: return value
    case .string(let text):
      try checkText(text, .text, limit: WriteLimits.text, named: clipped(name))
      guard !text.isEmpty || semantics.emptyString == .literal else { return nil }
      return value
    case .array(let elements):
      var list: [JSON] = []
      for element in elements { if let element = try kept(element, name, depth: depth + 1) { list.append(element) } }
      return JSON.array(list).nonEmpty
    case .object(let members): return try kept(members, name, depth: depth)
    }
  }

  private func kept(_ members: JSONObject, _ name: String, depth: Int) throws(SCIMError) -> JSON? {
    var object = JSONObject()
    for (key, value) in members where !isSecretName(key) {
      try checkText(key, .identifier, limit: 1024, named: clipped(name))
      try object.put(key, try kept(value, name, depth: depth + 1))
    }
    return JSON.object(object).nonEmpty
  }
}
