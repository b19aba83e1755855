internal import JSON

/// What names are looked up in.
enum NameScope {
  /// The attributes of a resource.
  case resource(ResourceType)
  /// The sub-attributes of one value; nil for an attribute that no schema knows.
  case element(SchemaAttribute?)
}

/// A sub-attribute and its definition, if a schema knows it.
struct SubAttributeName {
  var name: String
  var definition: SchemaAttribute?
}

/// An attribute name, looked up: schema, spelling and definition.
struct ResolvedName {
  var schema: String?
  var attribute: String
  var subAttribute: String?
  var definition: SchemaAttribute?
  var leaf: SchemaAttribute?

  /// Looks up `text` (`name`, `name.sub`, `urn:name`, `urn:name.sub`, an extension's URN) in `scope`.
  /// - Throws: what is wrong with the name.
  static func resolve(_ text: String, in scope: NameScope) throws(NameFault) -> ResolvedName {
    switch scope {
    case .resource(let type): return try resolve(text, of: type)
    case .element(let parent):
      guard isAttributeName(text) else { throw NameFault("the name of a sub-attribute is expected") }
      return ResolvedName(named: text, parent.flatMap { subAttributeDefinition(text, of: $0) }, schema: nil)
    }
  }

  private static func resolve(_ text: String, of type: ResourceType) throws(NameFault) -> ResolvedName {
    let (urn, rest) = try splitURN(text, type)
    guard let rest else {
      return ResolvedName(named: urn ?? text, type.attribute(urn ?? text, schema: nil), schema: nil)
    }
    let parts = rest.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, parts.allSatisfy(isAttributeName) else {
      throw NameFault("an attribute name is expected, such as userName or name.givenName")
    }
    var name = ResolvedName(named: parts[0], type.attribute(parts[0], schema: urn), schema: urn)
    guard parts.count == 2 else { return name }
    let sub = try name.subAttribute(parts[1])
    (name.subAttribute, name.leaf) = (sub.name, sub.definition)
    return name
  }

  init(named text: String, _ definition: SchemaAttribute?, schema: String?) {
    self.schema = schema
    self.definition = definition
    attribute = definition?.name ?? text
    leaf = definition
  }

  /// Looks up a sub-attribute of this attribute.
  /// - Throws: that the attribute has none.
  func subAttribute(_ text: String) throws(NameFault) -> SubAttributeName {
    guard isAttributeName(text) else { throw NameFault("the name of a sub-attribute is expected") }
    guard let definition else { return SubAttributeName(name: text) }
    guard definition.kind == .complex else { throw NameFault("\(definition.name) has no sub-attributes") }
    let sub = definition.subAttribute(text)
    return SubAttributeName(name: sub?.name ?? text, definition: sub)
  }
}

/// What is wrong with a name.
struct NameFault: Error {
  var message: String
  init(_ message: String) { self.message = message }
}

/// A simple list is filtered by `value`, which then has the list's own type.
private func subAttributeDefinition(_ name: String, of parent: SchemaAttribute) -> SchemaAttribute? {
  guard parent.kind != .complex else { return parent.subAttribute(name) }
  guard equalIgnoringASCIICase(name, "value") else { return nil }
  return parent.named("value")
}

/// Splits an extension's URN off; nil for the core schema, and no rest when the URN stands alone.
private func splitURN(_ text: String, _ type: ResourceType) throws(NameFault) -> (urn: String?, rest: String?) {
  guard text.utf8.contains(UInt8(ascii: ":")) else { return (nil, text) }
  let registered = ([type.schema] + type.extensions).map(\.id).filter { startsWithURN(text, $0) }
  guard let urn = registered.max(by: { $0.utf8.count < $1.utf8.count }) else { return splitUnknownURN(text, type) }
  let isCore = urn == type.schema.id
  guard text.utf8.count > urn.utf8.count else {
    guard !isCore else { throw NameFault("an attribute name is expected after the schema's URN") }
    return (urn, nil)
  }
  return (isCore ? nil : urn, String(decoding: text.utf8.dropFirst(urn.utf8.count + 1), as: UTF8.self))
}

/// Whether `text` is the URN, or the URN and a colon and more.
private func startsWithURN(_ text: String, _ urn: String) -> Bool {
  let head = text.utf8.prefix(urn.utf8.count)
  guard equalIgnoringASCIICase(String(decoding: head, as: UTF8.self), urn) else { return false }
  let next = text.utf8.dropFirst(urn.utf8.count).first
  return next == nil || next == UInt8(ascii: ":")
}

/// An unknown URN ends at the last colon, unless it ends like a schema's (`…:2.0:User`): then it is named whole.
private func splitUnknownURN(_ text: String, _ type: ResourceType) -> (urn: String?, rest: String?) {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  guard let last = parts.last, parts.count > 1 else { return (nil, text) }
  let version = parts[parts.count - 2].utf8.first
  if equalIgnoringASCIICase(String(last), type.name), let version, version >= 0x30, version <= 0x39 {
    return (text, nil)
  }
  return (parts.dropLast().joined(separator: ":"), String(last))
}

/// ATTRNAME of RFC 7643 §2.1, and `$ref`.
func isAttributeName(_ text: String) -> Bool {
  guard let first = text.utf8.first, isLetter(first) || first == UInt8(ascii: "$"), text.utf8.count <= 256 else {
    return false
  }
  return text.utf8.dropFirst().allSatisfy { isLetter($0) || isDigit($0) || $0 == 0x2D || $0 == 0x5F }
}

func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
