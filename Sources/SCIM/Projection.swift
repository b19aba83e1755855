public import JSON

/// Which attributes an answer holds (RFC 7644 §3.9, RFC 7643 §2.2 `returned`).
public struct Projection: Sendable, Hashable {
  private let type: ResourceType?
  private let chosen: [NamedAttribute]?
  private let excluded: [NamedAttribute]

  /// Everything that is returned by default.
  public static let all = Projection()

  private init() { (type, chosen, excluded) = (nil, nil, []) }

  /// What the parameters `attributes` and `excludedAttributes` ask for; no attributes means the default.
  ///
  /// Names may have a URN and a sub-attribute; a filter in brackets is taken for its attribute.
  /// - Throws: `invalidValue` for what isn't a name.
  public init(attributes: [String], excluded: [String], for type: ResourceType) throws(SCIMError) {
    self.type = type
    let chosen = try NamedAttribute.all(attributes, "attributes", type)
    self.chosen = chosen.isEmpty ? nil : chosen
    self.excluded = try NamedAttribute.all(excluded, "excludedAttributes", type)
  }

  /// Whether nothing was asked for by name: an answer holds what is returned by default.
  public var isDefault: Bool { chosen == nil && excluded.isEmpty }

  /// The names that were asked for, and those that weren't wanted, as one text.
  var text: String {
    let chosen = chosen.map { $0.map(\.text).joined(separator: ",") } ?? "*"
    return chosen + "\n" + excluded.map(\.text).joined(separator: ",")
  }

  /// Whether an attribute (`members`, or with its URN) is part of an answer, at least in part.
  public func includes(_ attribute: String) -> Bool {
    let definition = type?.attribute(attribute, schema: nil)
    return includes(NamedAttribute(schema: nil, attribute: attribute), definition)
  }

  /// The resource with what is asked for; `id` and `schemas` always, a password never.
  public func apply(_ resource: JSONObject) -> JSONObject {
    var members: [(String, JSON)] = []
    for (name, value) in resource {
      guard let kept = kept(name, value) else { continue }
      members.append((name, kept))
    }
    return JSONObject(members)
  }

  private func kept(_ name: String, _ value: JSON) -> JSON? {
    if let schema = type?.extension(name), let object = value.object { return kept(object, of: schema) }
    return kept(value, NamedAttribute(schema: nil, attribute: name), type?.attribute(name, schema: nil))
  }

  private func kept(_ object: JSONObject, of schema: Schema) -> JSON? {
    let whole = NamedAttribute(schema: nil, attribute: schema.id)
    if excluded.contains(whole) { return nil }
    let isChosen = chosen?.contains(whole) == true
    let members = object.compactMap { name, value -> (String, JSON)? in
      let named = NamedAttribute(schema: schema.id, attribute: name)
      let definition = schema.attribute(name)
      if isChosen, definition?.returned != .never { return shown(value, named, definition).map { (name, $0) } }
      return kept(value, named, definition).map { (name, $0) }
    }
    return JSON.object(JSONObject(members)).nonEmpty
  }

  private func kept(_ value: JSON, _ name: NamedAttribute, _ definition: SchemaAttribute?) -> JSON? {
    guard includes(name, definition) else { return nil }
    return shown(value, name, definition)
  }

  /// What is shown of an attribute that is part of the answer: its sub-attributes may be returned otherwise.
  private func shown(_ value: JSON, _ name: NamedAttribute, _ definition: SchemaAttribute?) -> JSON? {
    let isPlain = definition?.subAttributes.allSatisfy { $0.returned == .default } ?? true
    if definition?.returned == .always, isPlain { return value }
    let (wanted, unwanted) = (subAttributes(of: name, in: chosen ?? []), subAttributes(of: name, in: excluded))
    guard wanted != nil || unwanted != nil || !isPlain else { return value }
    let kept = value.keeping { sub in
      switch definition?.subAttribute(sub)?.returned ?? .default {
      case .never: return false
      case .always: return true
      case .request: return wanted?.contains { equalIgnoringASCIICase($0, sub) } == true
      case .default: break
      }
      if let wanted, !wanted.contains(where: { equalIgnoringASCIICase($0, sub) }) { return false }
      return unwanted?.contains { equalIgnoringASCIICase($0, sub) } != true
    }
    return kept.nonEmpty
  }

  /// The sub-attributes named of an attribute; nil when it is named whole, or not at all.
  private func subAttributes(of name: NamedAttribute, in list: [NamedAttribute]) -> [String]? {
    let named = list.filter { $0.isAttribute(name) }
    guard !named.isEmpty, named.allSatisfy({ $0.subAttribute != nil }) else { return nil }
    return named.compactMap(\.subAttribute)
  }

  private func includes(_ name: NamedAttribute, _ definition: SchemaAttribute?) -> Bool {
    let returned = definition?.returned ?? (equalIgnoringASCIICase(name.attribute, "password") ? .never : .default)
    switch returned {
    case .always: return true
    case .never: return false
    case .request: return chosen?.contains { $0.isAttribute(name) } == true
    case .default:
      if excluded.contains(where: { $0.isAttribute(name) && $0.subAttribute == nil }) { return false }
      return chosen?.contains { $0.isAttribute(name) } ?? true
    }
  }
}

extension JSON {
  /// The object, or each object of the list, with some of its members.
  fileprivate func keeping(_ isKept: (String) -> Bool) -> JSON {
    switch self {
    case .array(let elements): .array(elements.map { $0.keeping(isKept) }.filter { !$0.isEmpty })
    case .object(let members): .object(JSONObject(members.filter { isKept($0.key) }.map { ($0.key, $0.value) }))
    default: self
    }
  }
}
