public import JSON

/// The type of a directory attribute.
public enum DirectoryType: Hashable, Sendable {
  /// One text.
  case text
  /// True or false.
  case bool
  /// One whole number.
  case number
  /// An instant, RFC 3339 with milliseconds and `Z`.
  case instant
  /// A user or group of the directory; pending while it isn't known.
  case reference
  /// A list of values with these sub-attributes.
  case complexList([String])
  /// Names that the configuration or the host chooses, each with a value of its own.
  case map

  /// What people call it.
  public var description: String {
    switch self {
    case .text: "text"
    case .bool: "true or false"
    case .number: "whole number"
    case .instant: "instant"
    case .reference: "reference, may be pending"
    case .complexList(let names): "list of " + names.joined(separator: ", ")
    case .map: "names and values"
    }
  }

  /// Whether an attribute of this type holds several values.
  public var isList: Bool { if case .complexList = self { true } else { false } }

  /// The type as JSON Schema (draft 2020-12) has it.
  public var json: JSON {
    switch self {
    case .text: ["type": "string"]
    case .bool: ["type": "boolean"]
    case .number: ["type": "integer"]
    case .instant: ["type": "string", "format": "date-time"]
    case .reference: ["$ref": "#/$defs/reference"]
    case .complexList(let names): ["type": "array", "items": Self.element(names)]
    case .map: ["type": "object"]
    }
  }

  private static func element(_ names: [String]) -> JSON {
    let members = names.map { ($0, $0 == "primary" ? DirectoryType.bool.json : DirectoryType.text.json) }
    return ["type": "object", "properties": .object(JSONObject(members)), "additionalProperties": false]
  }
}
