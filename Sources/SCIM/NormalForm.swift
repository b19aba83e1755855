internal import JSON

extension Draft {
  /// The resource in its one form, so that an unchanged one is equal to what is stored.
  ///
  /// `schemas` first, attributes in the order of their schemas, extensions, then what no schema knows.
  var normalForm: JSONObject {
    var rest = resource
    var members: [(String, JSON)] = [("schemas", .array([]))]
    for attribute in type.coreAttributes {
      guard let value = rest.take(attribute.name) else { continue }
      members.append((attribute.name, value.ordered(by: attribute)))
    }
    for schema in type.extensions {
      guard let value = rest.take(schema.id) else { continue }
      members.append((schema.id, value.ordered(by: schema.whole)))
    }
    members += rest.map { ($0.key, $0.value) }
    members[0].1 = .array(schemas(of: members))
    return JSONObject(members)
  }

  /// The URNs of the core schema and of every extension that has a value (RFC 7643 §3).
  private func schemas(of members: [(String, JSON)]) -> [JSON] {
    let used = members.filter { $0.1.object != nil && $0.0.lowercased().hasPrefix("urn:") }.map(\.0)
    return ([type.schema.id] + used).map(JSON.string)
  }
}

extension JSONObject {
  fileprivate mutating func take(_ name: String) -> JSON? {
    guard let member = member(ignoringCase: name) else { return nil }
    self[member.key] = nil
    return member.value
  }
}

extension JSON {
  fileprivate func ordered(by attribute: SchemaAttribute) -> JSON {
    guard attribute.kind == .complex else { return self }
    switch self {
    case .array(let elements): return .array(elements.map { $0.ordered(by: attribute) })
    case .object(var rest):
      let known = attribute.subAttributes.compactMap { sub in
        rest.take(sub.name).map { (sub.name, $0.ordered(by: sub)) }
      }
      return .object(JSONObject(known + rest.map { ($0.key, $0.value) }))
    default: return self
    }
  }
}
