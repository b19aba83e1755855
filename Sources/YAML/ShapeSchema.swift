public import JSON

extension Shape {
  /// The shape of a whole file as a JSON Schema (2020-12), for editors and validators.
  public func schema(title: String, description: String) -> JSON {
    let writer = SchemaWriter()
    let body = writer.schema(of: self)
    var schema: JSONObject = [
      "$schema": "https://json-schema.org/draft/2020-12/schema", "title": .string(title),
      "description": .string(description),
    ]
    for (key, value) in body { schema[key] = value }
    if !writer.definitions.isEmpty { schema["$defs"] = .object(writer.definitions) }
    return .object(schema)
  }
}

/// Writes shapes as JSON Schema; named ones once, under `$defs`.
private final class SchemaWriter {
  var definitions: JSONObject = [:]

  func schema(of shape: Shape) -> JSONObject {
    switch shape {
    case .any: return [:]
    case .scalar: return ["type": ["string", "number", "boolean"]]
    case .text: return ["type": "string"]
    case .flag: return ["type": "boolean"]
    case .integer(let range): return integer(range)
    case .words(let words): return ["enum": .array(words.flatMap(spellings))]
    case .nothing: return ["type": "null"]
    case .list(let element): return ["type": "array", "items": .object(schema(of: element))]
    case .mapping(let sketch): return mapping(sketch)
    case .either(let shapes): return ["anyOf": .array(shapes.map { .object(schema(of: $0)) })]
    case .named(let name, let shape): return reference(name, shape)
    case .about(let text, let shape): return described(text, schema(of: shape))
    }
  }

  private func described(_ text: String, _ schema: JSONObject) -> JSONObject {
    var described: JSONObject = ["description": .string(text)]
    for (key, value) in schema { described[key] = value }
    return described
  }

  private func integer(_ range: ClosedRange<Int>?) -> JSONObject {
    guard let range else { return ["type": "integer"] }
    return ["type": "integer", "minimum": JSON(range.lowerBound), "maximum": JSON(range.upperBound)]
  }

  private func reference(_ name: String, _ shape: Shape) -> JSONObject {
    if definitions[name] == nil {
      definitions[name] = [:]
      definitions[name] = .object(schema(of: shape))
    }
    return ["$ref": .string("#/$defs/\(name)")]
  }

  private func mapping(_ sketch: Sketch) -> JSONObject {
    var schema: JSONObject = ["type": "object"]
    let properties = sketch.keys.map { key in
      (key.name, property(key.shape, isRequired: sketch.required.contains(key.name)))
    }
    if !properties.isEmpty { schema["properties"] = .object(JSONObject(properties)) }
    if !sketch.required.isEmpty { schema["required"] = .array(sketch.required.map(JSON.string)) }
    if let others = sketch.others {
      schema["additionalProperties"] = .object(self.schema(of: others))
    } else if sketch.isClosed {
      schema["additionalProperties"] = false
    }
    return schema
  }

  /// A key without a value counts as one that isn't there, so only what must be there can't be null.
  private func property(_ shape: Shape, isRequired: Bool) -> JSON {
    if case .about(let text, let inner) = shape {
      return .object(described(text, property(inner, isRequired: isRequired).object ?? [:]))
    }
    let schema = schema(of: shape)
    guard !isRequired, !schema.isEmpty else { return .object(schema) }
    if let type = schema["type"]?.string, schema.count == 1 { return ["type": [.string(type), "null"]] }
    return ["anyOf": [.object(schema), ["type": "null"]]]
  }

  /// A word as YAML may read it: `200` is a number, `yes` and `on` are written `true` as well.
  private func spellings(_ word: String) -> [JSON] {
    let value = CoreSchema.value(of: word)
    guard value.string == nil else { return [.string(word)] }
    return [.string(word), value]
  }
}
