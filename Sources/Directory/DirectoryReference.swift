public import JSON

/// A user or group that another entry names, resolved as far as it can be: its manager, a member.
public struct DirectoryReference: Hashable, Sendable {
  /// The directory id; nil while it is pending.
  public var id: String?
  /// User or group, when that is known.
  public var kind: EntryKind?
  /// The value as the provider wrote it.
  public var value: String
  /// The name to show.
  public var display: String?

  /// A reference; pending while `id` is nil.
  public init(id: String?, kind: EntryKind?, value: String, display: String? = nil) {
    self.id = id
    self.kind = kind
    self.value = value
    self.display = display
  }

  /// Id, kind and name when resolved; the value as written and `pending` while not.
  public var json: JSON {
    var object = JSONObject()
    object["id"] = id.map(JSON.string)
    object["kind"] = kind.map { .string($0.rawValue) }
    object["display"] = display.map(JSON.string)
    guard id == nil else { return .object(object) }
    object["value"] = .string(value)
    object["pending"] = true
    return .object(object)
  }

  static let schema: JSON = [
    "type": "object",
    "properties": [
      "id": ["type": "string"], "kind": ["enum": ["user", "group"]], "display": ["type": "string"],
      "value": ["type": "string"], "pending": ["type": "boolean"],
    ],
    "additionalProperties": false,
  ]
}
