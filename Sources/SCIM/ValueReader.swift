internal import JSON
internal import Text

/// What a given value comes to.
enum Reading: Equatable {
  /// A value, checked and in canonical spelling.
  case value(JSON)
  /// The attribute is to have none.
  case cleared
  /// As if it hadn't been sent.
  case absent

  /// The value, if there is one.
  var json: JSON? { if case .value(let value) = self { value } else { nil } }
}

/// Checks values against their attributes (RFC 7643 §2.3) and gives names the schema's spelling.
struct ValueReader {
  let semantics: WriteSemantics
  private(set) var notes: [String] = []

  init(_ semantics: WriteSemantics) { self.semantics = semantics }

  /// Reads the whole value of an attribute; `name` is what messages call it.
  /// - Throws: `invalidValue`, naming the attribute and what is expected.
  mutating func read(_ value: JSON, as attribute: SchemaAttribute?, named name: String) throws(SCIMError) -> Reading {
    if value.isNull { return semantics.nullMeans == .clear ? .cleared : .absent }
    guard let attribute else { return try UnknownValue(semantics).read(value, named: name) }
    if value == .string(""), semantics.emptyString == .clear { return .cleared }
    guard attribute.multiValued else { return try element(value, of: attribute, named: name) }
    guard let list = value.array else { throw .invalidValue("\(name): a list is expected, not \(value.kind)") }
    let elements = try elements(list, of: attribute, named: name)
    return elements.isEmpty ? .cleared : .value(.array(elements))
  }

  /// Reads the values of a list: none twice, no empty one, at most one of them primary (RFC 7643 §2.4).
  mutating func elements(
    _ list: [JSON], of attribute: SchemaAttribute?, named name: String
  ) throws(SCIMError) -> [JSON] {
    var (elements, seen): ([JSON], Set<ElementKey>) = ([], [])
    for value in list where !value.isNull {
      guard let element = try self.element(value, of: attribute, named: name).json else { continue }
      if list.count == 1 || seen.insert(.exact(element)).inserted { elements.append(element) }
    }
    guard elements.count(where: \.isPrimary) <= 1 else {
      throw .invalidValue("\(name): only one value can be primary")
    }
    return elements
  }

  /// Reads a single value: that of an attribute with one, or one of a list.
  mutating func element(_ value: JSON, of attribute: SchemaAttribute?, named name: String) throws(SCIMError) -> Reading
  {
    guard let attribute else { return try UnknownValue(semantics).read(value, named: name) }
    guard attribute.kind == .complex else {
      return try ScalarValue(attribute, named: name).read(value, semantics.emptyString)
    }
    if value == .string(""), semantics.emptyString == .clear { return .cleared }
    guard let given = value.object else { throw .invalidValue("\(name): an object is expected, not \(value.kind)") }
    let object = try merge(given, into: JSONObject(), of: attribute, named: name)
    if semantics.nullMeans == .absent, !given.isEmpty, given.allSatisfy(\.value.isNull) { return .absent }
    if object.isEmpty || object.count < given.count && object.isHusk { return .cleared }
    return .value(.object(object))
  }

  /// Sets the given sub-attributes in an object and leaves the others alone (RFC 7644 §3.5.2.1, §3.5.2.3).
  mutating func merge(
    _ given: JSONObject, into stored: JSONObject, of attribute: SchemaAttribute?, named name: String
  ) throws(SCIMError) -> JSONObject {
    var object = stored
    for (key, value) in given {
      let sub = attribute?.subAttribute(key)
      guard try isWritable(key, sub, of: attribute, named: name) else { continue }
      let subName = sub?.name ?? key
      let reading = try readSub(value, sub, of: attribute, named: "\(name).\(subName)")
      try checkImmutable(sub, object[subName], reading, named: "\(name).\(subName)")
      try object.put(subName, reading: reading)
    }
    return object.withoutStaleReference(after: stored, given)
  }

  /// Reads a value for a sub-attribute.
  mutating func readSub(
    _ value: JSON, _ sub: SchemaAttribute?, of attribute: SchemaAttribute?, named name: String
  ) throws(SCIMError) -> Reading {
    let reading = try read(value, as: sub, named: name)
    if let text = reading.json?.string, sub?.name == "value", attribute?.subAttribute("$ref") != nil {
      try checkText(text, .identifier, limit: WriteLimits.text, named: name)
    }
    return reading
  }

  /// Whether a sub-attribute is taken: what the service writes isn't (RFC 7644 §3.5.1), what is unknown depends.
  private mutating func isWritable(
    _ key: String, _ sub: SchemaAttribute?, of attribute: SchemaAttribute?, named name: String
  ) throws(SCIMError) -> Bool {
    if let sub { return sub.mutability != .readOnly }
    try checkText(key, .identifier, limit: 1024, named: "the name of an attribute")
    guard !isSecretName(key) else { return false }
    return attribute == nil ? true : try takesUnknown("\(name).\(clipped(key))")
  }

  /// Whether an attribute that no schema knows is kept.
  /// - Throws: `invalidSyntax` when it is to be refused.
  mutating func takesUnknown(_ name: String) throws(SCIMError) -> Bool {
    switch semantics.unknownAttributes {
    case .keep: return true
    case .ignore:
      note("\(name) isn't known here and was ignored")
      return false
    case .reject: throw .invalidSyntax("\(name): no schema of this resource type has this attribute")
    }
  }

  /// Keeps a note for the log; the same one once, and a bounded number.
  mutating func note(_ text: String) {
    if notes.count < 100, !notes.contains(text) { notes.append(text) }
  }
}

/// Refuses to change what can be set once (RFC 7643 §2.2 `immutable`).
func checkImmutable(
  _ attribute: SchemaAttribute?, _ old: JSON?, _ new: Reading, named name: String
) throws(SCIMError) {
  guard attribute?.mutability == .immutable, let old, new != .absent, new != .value(old) else { return }
  throw .mutability("\(name) is immutable and has a value")
}
