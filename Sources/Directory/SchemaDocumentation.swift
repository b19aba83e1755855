public import JSON

extension DirectorySchema {
  /// The schema for people: a Markdown table for users and one for groups.
  public static var documentation: String {
    """
    ## Users

    \(table(user))

    ## Groups

    \(table(group))

    """
  }

  /// The schema for programs: JSON Schema (draft 2020-12) of what `DirectoryUser.json` and `DirectoryGroup.json` give.
  public static var json: JSON {
    [
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$defs": ["user": schema(user), "group": schema(group), "reference": DirectoryReference.schema],
    ]
  }

  private static func table(_ attributes: [DirectoryAttribute]) -> String {
    let rows = attributes.map { attribute in
      let mapped = attribute.mappable ? (attribute.required ? "required" : "yes") : "no"
      return "| `\(attribute.name)` | \(attribute.type.description) | \(mapped) | \(attribute.notes) |"
    }
    return (["| attribute | type | set by a rule | notes |", "| --- | --- | --- | --- |"] + rows).joined(
      separator: "\n")
  }

  private static func schema(_ attributes: [DirectoryAttribute]) -> JSON {
    let properties = attributes.map { ($0.name, described($0)) }
    let always = ["id", "state", "links", "created", "updated", "version"]
    let required = attributes.filter { $0.required || always.contains($0.name) }.map { JSON.string($0.name) }
    return [
      "type": "object", "properties": .object(JSONObject(properties)), "required": .array(required),
      "additionalProperties": false,
    ]
  }

  private static func described(_ attribute: DirectoryAttribute) -> JSON {
    guard attribute.name != "members" else {
      return ["type": "array", "items": ["$ref": "#/$defs/reference"], "description": .string(attribute.notes)]
    }
    guard case .object(var type) = attribute.type.json else { return attribute.type.json }
    type["description"] = .string(attribute.notes)
    return .object(type)
  }
}
