internal import JSON

/// A resource while it is written: attributes by path, no empty value ever in it.
struct Draft {
  let type: ResourceType
  private(set) var resource = JSONObject()

  init(_ type: ResourceType) { self.type = type }

  /// The stored resource without what the service itself adds.
  init(_ type: ResourceType, stored: JSONObject) {
    self.type = type
    resource = JSONObject(stored.filter { type.isStored($0.key) }.map { ($0.key, $0.value) })
  }

  /// The attribute as it stands.
  func value(_ path: RootPath) -> JSON? {
    guard let schema = path.schema else { return resource.value(anyCase: path.attribute) }
    return resource.value(anyCase: schema)?.member(path.attribute)
  }

  /// Sets the attribute; nil, an empty list or an empty object removes it, and an extension with its last attribute.
  /// - Throws: `invalidValue` or 413 when the resource has too many attributes or values.
  mutating func set(_ path: RootPath, _ value: JSON?) throws(SCIMError) {
    let value = value.flatMap { $0.isEmpty ? nil : $0 }
    guard (value?.array?.count ?? 0) <= WriteLimits.values else {
      throw .tooLarge("\(path.attribute): more than \(WriteLimits.values) values")
    }
    guard let schema = path.schema else { return try resource.put(path.attribute, value) }
    var holder = resource.value(anyCase: schema)?.object ?? JSONObject()
    try holder.put(path.attribute, value)
    try resource.put(schema, holder.isEmpty ? nil : .object(holder))
  }
}

extension ResourceType {
  /// Whether `members` is kept apart from the resource (RFC 7643 §4.2).
  var hasMembers: Bool { schema.id == SCIMURN.group }

  /// Whether an attribute is part of the stored resource: neither the service's own nor write-only nor `members`.
  func isStored(_ name: String) -> Bool {
    if hasMembers, equalIgnoringASCIICase(name, "members") { return false }
    guard let attribute = attribute(name, schema: nil) else { return true }
    return attribute.mutability != .readOnly && attribute.mutability != .writeOnly && attribute.name != "schemas"
  }

  /// Whether the path is that of a group's members.
  func isMembers(_ path: AttributePath) -> Bool {
    hasMembers && path.schema == nil && path.attribute == "members"
  }
}

extension JSONObject {
  /// Sets a member, in whatever case its name already stands there.
  /// - Throws: `invalidValue` when there are too many members.
  mutating func put(_ name: String, _ value: JSON?) throws(SCIMError) {
    let key = self[name] == nil ? member(ignoringCase: name)?.key ?? name : name
    self[key] = value
    guard count <= WriteLimits.attributes else {
      throw .invalidValue("more than \(WriteLimits.attributes) attributes in one object")
    }
  }
}

extension JSON {
  /// What is never stored: null, an empty list, an empty object (RFC 7643 §2.5).
  var isEmpty: Bool {
    switch self {
    case .null: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    default: false
    }
  }
}
