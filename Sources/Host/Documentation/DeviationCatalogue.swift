internal import AdapterKit
internal import Diagnostics
public import JSON

/// Everything that an adapter may choose under `deviations:`, from the code: `dragoman deviations`.
public enum DeviationCatalogue {
  /// One object for each lenient form, in the order in which they apply, then for each knob.
  public static let rows: [JSON] = LenientForms.all.map(form) + knobs.map(knob)

  /// The entry of that name.
  /// - Throws: `AdminError` with what was meant, if that can be guessed.
  public static func row(_ name: String) throws -> JSON {
    if let row = rows.first(where: { $0["name"]?.string == name }) { return row }
    let near = suggestion(for: name, among: rows.compactMap { $0["name"]?.string })
    throw AdminError(
      "there is no deviation '\(name)'", fix: near.map { "did you mean '\($0)'?" } ?? "`dragoman deviations` lists them"
    )
  }

  private static let knobs = Knobs.all.filter { knob in !LenientForms.all.contains { $0.name == knob.name } }

  private static func form(_ form: any Deviation) -> JSON {
    var object: JSONObject = [
      "name": .string(form.name), "kind": "lenient form", "values": ["on", "off"], "default": "on", "strict": "off",
      "meaning": .string(form.summary), "rfc": .string(form.rfc), "facts": texts(form.facts),
    ]
    if let example = LenientForms.examples[form.name] {
      object["example"] = ["sent": .string(example.sent), "read": .string(example.read)]
    }
    return .object(object)
  }

  private static func knob(_ knob: DialectKnob) -> JSON {
    var object: JSONObject = [
      "name": .string(knob.name), "kind": "knob", "values": texts(knob.values), "default": .string(knob.standard),
      "strict": .string(knob.strict), "meaning": .string(knob.meaning), "rfc": .string(knob.rfc),
      "facts": texts(knob.facts),
    ]
    if let example = Knobs.examples[knob.name] {
      object["example"] = [
        "given": texts(example.given), "sent": .string(example.sent),
        "outcomes": .array(
          example.outcomes.map { ["value": .string($0.value), "answer": .string($0.answer)] }),
      ]
    }
    return .object(object)
  }

  private static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
