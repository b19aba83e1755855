import SCIM

/// The shelf of knobs: all that an `adapter.yaml` may set under `deviations:`; each of them works.
public enum Knobs {
  /// Every knob: those of reading, of writing, of answering.
  public static let all: [DialectKnob] = [boolFromString, roleValueJSON] + writing + answering + lifecycle

  /// The lenient forms as knobs, so that an adapter can do without one of them: `listedRemoval: off`.
  public static let forms: [DialectKnob] = LenientForms.all.filter { $0.name != boolFromString.name }.map { form in
    DialectKnob(
      name: form.name, values: ["on", "off"], standard: "on", strict: "off", meaning: form.summary, facts: form.facts)
  }

  /// The knob of that name, or the lenient form as a knob.
  public static func named(_ name: String) -> DialectKnob? { (all + forms).first { $0.name == name } }

  /// Checks one choice.
  /// - Throws: an error that names the knob, and what can be chosen.
  public static func check(_ name: String, _ value: String) throws(AdapterOptionError) {
    guard let knob = named(name) else {
      let names = all.map(\.name).joined(separator: ", ")
      throw AdapterOptionError(option: name, message: "no such knob; there are \(names)")
    }
    guard knob.values.contains(value) else {
      throw AdapterOptionError(option: name, message: "must be one of \(knob.values.joined(separator: ", "))")
    }
  }

  static let boolFromString = DialectKnob(
    name: "boolFromString", values: ["on", "off"], standard: "on", strict: "off",
    meaning: "\"True\" and \"False\", in any case, are booleans where the schema has a boolean (RFC 7643 §2.3.2).",
    facts: ["E-25", "E-40", "E-44", "N-02", "Q-03"])

  static let roleValueJSON = DialectKnob(
    name: "roleValueJson", values: ["on", "off"], standard: "off", strict: "off",
    meaning: "A role whose value is JSON is the role that the JSON describes (RFC 7643 §4.1.2).", facts: ["E-45"])

  private static let writing: [DialectKnob] = WriteSemantics.knobs.map { knob in
    DialectKnob(
      name: knob.name, values: knob.values, standard: WriteSemantics.lenient.value(of: knob.name) ?? knob.default,
      strict: WriteSemantics.rfc.value(of: knob.name) ?? knob.default, meaning: knob.meaning,
      facts: writingFacts[knob.name] ?? [])
  }

  private static let writingFacts: [String: [String]] = [
    "unmatchedFilter": ["E-33", "Z-01"], "emptyString": ["E-48", "K-11"],
    "bareRemoveMembers": ["E-65", "Q-04", "Z-08"], "putMissing": ["K-11", "A-08", "Z-07"],
    "putMissingActive": ["K-16"], "putMissingMembers": ["K-26", "PI-03"], "nullMeans": ["E-22", "RA-02", "J-05"],
    "duplicatePost": ["E-28", "K-10"], "unknownAttributes": ["E-54", "RA-02"],
    "unknownMember": ["E-43", "K-30", "L-11"],
  ]

  private static let answering: [DialectKnob] = AnswerPolicy.entries.map {
    $0.knob(standard: AnswerPolicy(), strict: .rfc)
  }

  private static let lifecycle: [DialectKnob] = LifecyclePolicy.entries.map {
    $0.knob(standard: LifecyclePolicy(), strict: LifecyclePolicy())
  }
}
