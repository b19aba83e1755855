import JSON
import Text

/// The arguments of one call, evaluated and of their parameters' types; null where nothing came.
struct Arguments {
  let values: [JSON]
  /// Those that were made ready before, in their order.
  let prepared: [Prepared]
  /// The time at which the mapping runs.
  let clock: Timestamp
  /// What the mapping has cost so far.
  let work: Work

  /// The text at `index`; nil when nothing is there.
  func text(_ index: Int) -> String? { values.indices.contains(index) ? values[index].string : nil }

  /// The truth value at `index`; nil when nothing is there.
  func bool(_ index: Int) -> Bool? { values.indices.contains(index) ? values[index].bool : nil }

  /// The whole number at `index`; nil when nothing is there, or a fraction.
  func integer(_ index: Int) -> Int? {
    values.indices.contains(index) ? values[index].integer.map { Int(clamping: $0) } : nil
  }

  /// The list at `index`; empty when nothing is there.
  func list(_ index: Int) -> [JSON] { values.indices.contains(index) ? values[index].array ?? [] : [] }
}

extension JSON {
  /// The text, or null for nil.
  static func text(_ text: (some StringProtocol)?) -> JSON { text.map { .string(String($0)) } ?? .null }

  /// Whether a rule has nothing: null, an empty text, an empty list, a value without sub-attributes.
  var isNothing: Bool {
    switch self {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.allSatisfy(\.isNothing)
    case .object(let object): object.isEmpty
    case .bool, .number: false
    }
  }

  /// One value as a text: of a value with sub-attributes its `value`, else what it is as a whole (RFC 7643 §2.4).
  var asText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number.description
    case .bool(let value): value ? "true" : "false"
    case .object(let object):
      ["value", "formatted", "display"].lazy.compactMap { object.member(ignoringCase: $0)?.value.asScalarText }.first
    case .array, .null: nil
    }
  }

  private var asScalarText: String? {
    switch self {
    case .array, .object: nil
    default: asText
    }
  }

  /// Whether a value of a list is marked as the primary one; texts count as booleans (fact E-25).
  var isPrimary: Bool {
    guard let mark = object?.member(ignoringCase: "primary")?.value else { return false }
    return mark.bool ?? (mark.string?.lowercased() == "true")
  }
}
