public import JSON

extension YAMLNode {
  /// The node as a JSON value, plain scalars by the YAML 1.2 core schema (`no`, `off` and `12:30:45` are texts).
  public func json() -> JSON {
    switch content {
    case .scalar(let text, .plain): CoreSchema.value(of: text)
    case .scalar(let text, _): .string(text)
    case .sequence(let nodes): .array(nodes.map { $0.json() })
    case .mapping(let members): .object(JSONObject(members.map { ($0.name, $0.value.json()) }))
    }
  }

  /// Whether nothing is written here, or `null`, or `~`.
  public var isNull: Bool {
    guard case .scalar(let text, .plain) = content else { return false }
    return CoreSchema.value(of: text).isNull
  }

  /// What people call this kind of value.
  public var kindName: String {
    switch content {
    case .sequence: return "a list"
    case .mapping: return "a mapping"
    case .scalar:
      switch json() {
      case .null: return "nothing"
      case .bool: return "a flag"
      case .number: return "a number"
      default: return "a text"
      }
    }
  }
}
