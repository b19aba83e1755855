internal import JSON

/// One attribute of a body and the value it is to have.
struct Assignment {
  var path: AttributePath
  var value: JSON
}

extension Assignment {
  /// The attributes of a body, those of extensions one by one.
  ///
  /// `takesPaths`: whether a name may be a path (the value of a PATCH without path, RFC 7644 §3.5.2).
  /// - Throws: `invalidSyntax` for a structure that isn't a resource's or two names of one attribute.
  static func all(in body: JSONObject, for type: ResourceType, takesPaths: Bool) throws(SCIMError) -> [Assignment] {
    var reader = AssignmentReader(type: type, takesPaths: takesPaths)
    try reader.read(body)
    return reader.assignments
  }

  /// The attributes of an extension's object.
  static func all(in value: JSONObject, of schema: String, for type: ResourceType) throws(SCIMError) -> [Assignment] {
    var reader = AssignmentReader(type: type, takesPaths: false)
    try reader.read(value, extension: schema)
    return reader.assignments
  }
}

private struct AssignmentReader {
  let type: ResourceType
  let takesPaths: Bool
  var assignments: [Assignment] = []
  var seen: Set<AttributePath> = []

  mutating func read(_ body: JSONObject) throws(SCIMError) {
    try checkCount(body)
    for (name, value) in body { try read(name, value) }
  }

  mutating func read(_ members: JSONObject, extension schema: String) throws(SCIMError) {
    try checkCount(members)
    for (name, value) in members { try append(path(name, schema: schema), value) }
  }

  private mutating func read(_ name: String, _ value: JSON) throws(SCIMError) {
    if equalIgnoringASCIICase(name, "schemas") { return try checkSchemas(value) }
    if equalIgnoringASCIICase(name, type.schema.id) { return try readCore(value) }
    if let schema = type.extension(name)?.id { return try readExtension(schema, value) }
    let isURN = name.utf8.contains(UInt8(ascii: ":"))
    if isURN ? value.object == nil : takesPaths {
      return try append(try AttributePath(parsing: name, for: type), value)
    }
    try append(path(name, schema: nil), value)
  }

  private mutating func readCore(_ value: JSON) throws(SCIMError) {
    if value.isNull { return }
    guard let members = value.object else { throw .invalidValue("\(type.schema.id): an object is expected") }
    try checkCount(members)
    for (name, value) in members { try append(path(name, schema: nil), value) }
  }

  private mutating func readExtension(_ schema: String, _ value: JSON) throws(SCIMError) {
    if let members = value.object { return try read(members, extension: schema) }
    guard value.isNull else { throw .invalidValue("\(schema): an object is expected") }
    try append(path(schema, schema: nil), value)
  }

  private func path(_ name: String, schema: String?) -> AttributePath {
    AttributePath(ResolvedName(named: name, type.attribute(name, schema: schema), schema: schema))
  }

  private mutating func append(_ path: AttributePath, _ value: JSON) throws(SCIMError) {
    guard isNew(path) else { throw .invalidSyntax("two members name \(path.shown)") }
    assignments.append(Assignment(path: path, value: value))
  }

  /// Few names are compared one by one: hashing a path costs more than a dozen comparisons.
  private mutating func isNew(_ path: AttributePath) -> Bool {
    guard assignments.count >= 24 else { return !assignments.contains { $0.path == path } }
    if seen.isEmpty { seen = Set(assignments.map(\.path)) }
    return seen.insert(path).inserted
  }

  private func checkCount(_ members: JSONObject) throws(SCIMError) {
    guard members.count <= WriteLimits.attributes else {
      throw .invalidSyntax("more than \(WriteLimits.attributes) attributes in one object")
    }
  }

  private func checkSchemas(_ value: JSON) throws(SCIMError) {
    guard value.isNull || value.array?.allSatisfy({ $0.string != nil }) == true else {
      throw .invalidSyntax("schemas: a list of URNs is expected")
    }
  }
}

extension AttributePath {
  /// The path for a message: printable, and not longer than a line.
  var shown: String {
    guard schema != nil || filter != nil || subAttribute != nil else { return clipped(attribute) }
    return clipped(description)
  }
}
