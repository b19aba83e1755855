public import JSON

/// A member of a group, as its provider wrote it (RFC 7643 §4.2).
public struct Member: Hashable, Sendable {
  /// The identifier: a resource's `id`, or what the provider takes for it.
  public var value: String
  /// `User` or `Group`.
  public var type: String?
  /// The name for people.
  public var display: String?
  /// The URI (`$ref`).
  public var ref: String?

  /// A member.
  public init(value: String, type: String? = nil, display: String? = nil, ref: String? = nil) {
    self.value = value
    self.type = type
    self.display = display
    self.ref = ref
  }

  /// The member as an element of `members`.
  public var object: JSONObject {
    var object: JSONObject = ["value": .string(value)]
    if let ref { object["$ref"] = .string(ref) }
    if let type { object["type"] = .string(type) }
    if let display { object["display"] = .string(display) }
    return object
  }
}

/// One change of a group's members; changes apply in order, and none of them needs the list read.
public enum MemberChange: Sendable, Hashable {
  /// These too; who is a member already stays one.
  case add([Member])
  /// Not these; who isn't a member is no error.
  case remove([String])
  /// None that fulfils the filter (`members[type eq "User"]`).
  case removeWhere(Filter)
  /// Exactly these.
  case replace([Member])
  /// None.
  case clear
}
