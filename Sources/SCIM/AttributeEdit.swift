internal import JSON

/// One operation on one attribute: what it has, what it is given, what it then has (RFC 7644 §3.5.2.1–3).
struct AttributeEdit {
  let path: AttributePath
  let definition: SchemaAttribute?
  let semantics: WriteSemantics
  var reader: ValueReader

  /// The attribute's new value, nil for none.
  mutating func apply(_ verb: PatchVerb, _ value: JSON?, to stored: JSON?) throws(SCIMError) -> JSON? {
    if verb != .remove, value?.isNull == true {
      return semantics.nullMeans == .absent ? stored : try clear(stored)
    }
    if path.filter != nil || path.subAttribute != nil {
      var edit = ElementEdit(self, stored: stored)
      defer { reader = edit.attribute.reader }
      return try edit.apply(verb, value)
    }
    guard verb != .remove else { return try remove(value, from: stored) }
    return try set(verb, value ?? .null, over: stored)
  }

  /// Whether it holds a list: as the schema says, else as it looks.
  func isList(_ stored: JSON?, _ value: JSON?) -> Bool {
    definition?.multiValued ?? (stored?.array != nil || stored == nil && value?.array != nil)
  }

  var name: String { path.shown }

  private mutating func set(_ verb: PatchVerb, _ value: JSON, over stored: JSON?) throws(SCIMError) -> JSON? {
    if isList(stored, value) { return try setList(verb, value, over: stored) }
    if let object = value.object, definition?.kind == .complex || mergesUnknown(verb, stored) {
      return .object(try reader.merge(object, into: stored?.object ?? JSONObject(), of: definition, named: name))
    }
    let reading = try reader.read(value, as: definition, named: name)
    try checkRequired(definition, reading, named: name)
    try checkImmutable(definition, stored, reading, named: name)
    return reading == .absent ? stored : reading.json
  }

  /// An object that no schema knows is merged by add, and as an extension by replace too.
  private func mergesUnknown(_ verb: PatchVerb, _ stored: JSON?) -> Bool {
    definition == nil && stored?.object != nil && (verb == .add || path.attribute.utf8.contains(UInt8(ascii: ":")))
  }

  private mutating func setList(_ verb: PatchVerb, _ value: JSON, over stored: JSON?) throws(SCIMError) -> JSON? {
    let given = try reader.elements(value.array ?? [value], of: definition, named: name)
    guard verb == .add else {
      try checkImmutable(definition, stored, .value(.array(given)), named: name)
      return .array(given)
    }
    return .array(try ListMerge(stored?.array ?? []).adding(given, named: name))
  }

  private func clear(_ stored: JSON?) throws(SCIMError) -> JSON? {
    if path.filter != nil || path.subAttribute != nil {
      var edit = ElementEdit(self, stored: stored)
      return try edit.clear()
    }
    try checkRequired(definition, .cleared, named: name)
    try checkImmutable(definition, stored, .cleared, named: name)
    return nil
  }

  /// Without a value all of it goes; of a list only the values named, if some are.
  private func remove(_ value: JSON?, from stored: JSON?) throws(SCIMError) -> JSON? {
    guard definition?.required != true else { throw .mutability("\(name) is required and can't be removed") }
    try checkImmutable(definition, stored, .cleared, named: name)
    guard let value, !value.isNull, isList(stored, nil) else { return nil }
    return .array(ListMerge(stored?.array ?? []).removing(value.array ?? [value]))
  }
}
