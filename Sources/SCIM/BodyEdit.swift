internal import JSON

/// A whole resource from a body: POST, and PUT before what it leaves out (RFC 7644 §3.3, §3.5.1).
struct BodyEdit {
  private let type: ResourceType
  private let semantics: WriteSemantics
  private var draft: Draft
  private var reader: ValueReader
  private var members: MemberEdit
  private var touched: Set<RootPath> = []
  private var cleared: Set<String> = []
  private var hasMembers = false

  init(_ type: ResourceType, _ semantics: WriteSemantics) {
    self.type = type
    self.semantics = semantics
    draft = Draft(type)
    reader = ValueReader(semantics)
    members = MemberEdit(semantics)
  }

  /// Reads every attribute of the body; what only the service writes is left out.
  mutating func apply(_ body: JSONObject) throws(SCIMError) {
    for assignment in try Assignment.all(in: body, for: type, takesPaths: false) { try apply(assignment) }
  }

  private mutating func apply(_ assignment: Assignment) throws(SCIMError) {
    let (path, value) = (assignment.path, assignment.value)
    guard path.filter == nil, path.subAttribute == nil else {
      throw .invalidSyntax("\(path.shown): only an attribute can be named here")
    }
    if type.isMembers(path) { return try apply(members: value) }
    guard let attribute = try writable(path, value, by: type, &reader) else { return }
    if value.isNull, semantics.nullMeans == .absent { return }
    if value.isNull, path.namesExtension(of: type) {
      cleared.insert(path.attribute)
      return
    }
    let reading = try reader.read(value, as: attribute.definition, named: path.shown)
    guard reading != .absent else { return }
    touched.insert(path.root)
    try checkRequired(attribute.definition, reading, named: path.shown)
    try draft.set(path.root, reading.json)
  }

  private mutating func apply(members value: JSON) throws(SCIMError) {
    if value.isNull, semantics.nullMeans == .absent { return }
    hasMembers = true
    try members.replace(with: value)
  }

  /// Keeps of the stored resource what the body leaves out, as far as that is kept; immutable values in any case.
  mutating func fill(from stored: JSONObject) throws(SCIMError) {
    let old = Draft(type, stored: stored)
    for (path, value) in old.attributes where type.attribute(path)?.mutability == .immutable {
      let isCleared = touched.contains(path) || path.schema.map(cleared.contains) == true
      let new: Reading = draft.value(path).map(Reading.value) ?? (isCleared ? .cleared : .absent)
      try checkImmutable(type.attribute(path), value, new, named: path.attribute)
      try draft.set(path, value)
    }
    guard semantics.putMissing == .keep else { return }
    for (path, value) in old.attributes where isLeftOut(path) { try draft.set(path, value) }
  }

  /// Whether the body says nothing about an attribute; of `active` it is told apart.
  private func isLeftOut(_ path: RootPath) -> Bool {
    if path == .active, type.schema.attribute("active") != nil { return false }
    return !touched.contains(path) && path.schema.map(cleared.contains) != true
  }

  /// Gives `active` a value that the body leaves out.
  mutating func activate(over stored: JSONObject?) {
    guard type.schema.attribute("active") != nil, draft.value(.active) == nil else { return }
    let kept = semantics.putMissingActive == .keep ? stored?.value(anyCase: "active") : nil
    try? draft.set(.active, kept ?? .bool(true))
  }

  /// The resource, once everything that is required is there.
  /// - Throws: `invalidValue`, naming what is missing.
  mutating func finished(replacing stored: JSONObject? = nil) throws(SCIMError) -> Edited {
    for attribute in type.schema.attributes where attribute.required && attribute.name != "members" {
      guard draft.value(RootPath(schema: nil, attribute: attribute.name)) != nil else {
        throw .invalidValue("\(attribute.name) is required")
      }
    }
    try draft.checkExtensions(over: stored)
    let changes = stored != nil ? replacement : members.changes.compactMap(\.asAddition)
    return Edited(resource: draft.normalForm, members: changes, notes: reader.notes)
  }

  private var replacement: [MemberChange] {
    guard type.hasMembers, !hasMembers, semantics.putMissingMembers == .clear else { return members.changes }
    return [.clear]
  }
}

extension RootPath {
  fileprivate static let active = RootPath(schema: nil, attribute: "active")
}

extension MemberChange {
  /// What a new group's members come to.
  fileprivate var asAddition: MemberChange? {
    guard case .replace(let list) = self else { return nil }
    return list.isEmpty ? nil : .add(list)
  }
}
