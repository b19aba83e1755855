internal import JSON
internal import Text

/// An attribute that a request may write, with its definition if a schema knows it.
struct WritableAttribute {
  var definition: SchemaAttribute?
}

/// The attribute at a path if a body may set it; nil for what is left out: what the service writes, the password.
/// - Throws: `invalidSyntax` for an unknown attribute that is to be refused.
func writable(
  _ path: AttributePath, _ value: JSON, by type: ResourceType, _ reader: inout ValueReader
) throws(SCIMError) -> WritableAttribute? {
  guard let definition = type.attribute(path.attribute, schema: path.schema) else {
    try checkText(path.name, .identifier, limit: 1024, named: "the name of an attribute")
    guard !isSecretName(path.attribute), !isSecretName(path.subAttribute ?? "") else { return nil }
    return try reader.takesUnknown(path.shown) ? WritableAttribute() : nil
  }
  if definition.mutability == .readOnly { return nil }
  if path.schema == nil, definition.name == "schemas" {
    reader.note("schemas follows from the attributes and was left out")
    return nil
  }
  guard definition.mutability == .writeOnly else { return WritableAttribute(definition: definition) }
  _ = try reader.read(value, as: definition, named: path.shown)
  reader.note("\(definition.name) isn't stored here and was left out")
  return nil
}

/// Whether an attribute that no schema knows holds a secret by its name: such a value is never kept, wherever it stands.
func isSecretName(_ name: String) -> Bool { equalIgnoringASCIICase(name, "password") }

/// Refuses to leave a required attribute without a value, or with an empty one.
func checkRequired(
  _ attribute: SchemaAttribute?, _ reading: Reading, named name: String
) throws(SCIMError) {
  guard attribute?.required == true, reading != .absent else { return }
  if let value = reading.json, value != .string("") { return }
  throw .invalidValue("\(name) is required and can't be empty")
}

extension AttributePath {
  /// Whether it names a registered extension whole.
  func namesExtension(of type: ResourceType) -> Bool {
    schema == nil && subAttribute == nil && type.extension(attribute) != nil
  }
}

extension ResourceType {
  /// The definition of an attribute named whole.
  func attribute(_ path: RootPath) -> SchemaAttribute? { attribute(path.attribute, schema: path.schema) }
}

extension Draft {
  /// Every attribute with its value, those of registered extensions one by one.
  var attributes: [(RootPath, JSON)] {
    resource.flatMap { name, value -> [(RootPath, JSON)] in
      guard let schema = type.extension(name)?.id, let members = value.object else {
        return [(RootPath(schema: nil, attribute: type.attribute(name, schema: nil)?.name ?? name), value)]
      }
      return members.map { (RootPath(schema: schema, attribute: $0.key), $0.value) }
    }
  }
}
