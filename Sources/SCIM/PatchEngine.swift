internal import JSON

/// Carries out the operations of a PATCH one after the other, each on what the one before left (RFC 7644 §3.5.2).
struct PatchEngine {
  private let type: ResourceType
  private let semantics: WriteSemantics
  private var draft: Draft
  private var reader: ValueReader
  private var members: MemberEdit
  private let stored: JSONObject

  init(_ type: ResourceType, _ semantics: WriteSemantics, _ stored: JSONObject) {
    self.type = type
    self.semantics = semantics
    self.stored = stored
    draft = Draft(type, stored: stored)
    reader = ValueReader(semantics)
    members = MemberEdit(semantics)
  }

  /// What the operations left.
  /// - Throws: `invalidValue` when an extension lacks what it requires.
  func finished() throws(SCIMError) -> Edited {
    try draft.checkExtensions(over: stored)
    return Edited(resource: draft.normalForm, members: members.changes, notes: reader.notes)
  }

  /// Carries out one operation.
  mutating func apply(_ operation: PatchOperation) throws(SCIMError) {
    guard operation.verb == .remove || operation.value != nil else { throw .invalidValue("a value is expected") }
    guard let path = operation.path else { return try applyWithoutPath(operation) }
    try checkWritable(path)
    try apply(operation.verb, path, operation.value)
  }

  /// The resource itself is the target: the value names the attributes (RFC 7644 §3.5.2.1, §3.5.2.3).
  private mutating func applyWithoutPath(_ operation: PatchOperation) throws(SCIMError) {
    guard operation.verb != .remove else { throw .noTarget("remove needs a path") }
    guard let value = operation.value?.object else {
      throw .invalidValue("without a path the value is an object of attributes")
    }
    for assignment in try Assignment.all(in: value, for: type, takesPaths: true) {
      do { try apply(operation.verb, assignment.path, assignment.value) } catch {
        throw error.naming(assignment.path)
      }
    }
  }

  private mutating func apply(_ verb: PatchVerb, _ path: AttributePath, _ value: JSON?) throws(SCIMError) {
    if type.isMembers(path) { return try members.apply(verb, path, value) }
    if path.namesExtension(of: type) { return try applyToExtension(verb, path, value) }
    guard let attribute = try writable(path, value ?? .null, by: type, &reader) else { return }
    guard path.subAttribute == nil || type.attribute(at: path)?.mutability != .readOnly else { return }
    var edit = AttributeEdit(path: path, definition: attribute.definition, semantics: semantics, reader: reader)
    let stored = draft.value(path.root)
    let edited = try edit.apply(verb, value, to: stored)
    reader = edit.reader
    try draft.set(path.root, edited)
  }

  /// An extension's attributes are set one by one, so that those not named stay (RFC 7644 §3.5.2.3).
  private mutating func applyToExtension(_ verb: PatchVerb, _ path: AttributePath, _ value: JSON?) throws(SCIMError) {
    guard path.filter == nil else { throw .invalidPath("an extension has no values to choose from") }
    if verb == .remove { return try clearExtension(path) }
    switch value {
    case .object(let object)?:
      for assignment in try Assignment.all(in: object, of: path.attribute, for: type) {
        try apply(verb, assignment.path, assignment.value)
      }
    case .null?: if semantics.nullMeans == .clear { try clearExtension(path) }
    default: throw .invalidValue("\(path.shown): an object is expected")
    }
  }

  /// An extension goes as a whole, unless one of its attributes may not.
  private mutating func clearExtension(_ path: AttributePath) throws(SCIMError) {
    let values = draft.value(path.root)?.object ?? JSONObject()
    for attribute in type.extension(path.attribute)?.attributes ?? [] {
      try checkImmutable(
        attribute, values.value(anyCase: attribute.name), .cleared, named: "\(path.shown):\(attribute.name)")
    }
    try draft.set(path.root, nil)
  }

  /// A path may not name what only the service writes (RFC 7644 §3.5.2 `mutability`).
  private func checkWritable(_ path: AttributePath) throws(SCIMError) {
    let whole = type.attribute(path.root)
    guard whole?.mutability != .readOnly, type.attribute(at: path)?.mutability != .readOnly else {
      throw .mutability("\(path.shown) is read-only")
    }
    guard whole == nil, semantics.unknownAttributes == .reject else { return }
    throw .invalidPath("\(path.shown): no schema of this resource type has this attribute")
  }
}

extension SCIMError {
  /// The error with the attribute named, if it isn't yet.
  fileprivate func naming(_ path: AttributePath) -> SCIMError {
    detail.contains(path.attribute) ? self : at(path.shown)
  }
}
