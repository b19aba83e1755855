import JSON
import Text

/// What an attribute of type IDP holds (`type:` in its rule).
public enum CustomType: String, Sendable, Hashable, CaseIterable {
  case text
  case number
  case bool
  /// A day or an instant, kept as it is written: `2027-01-31`, `2027-01-31T12:00:00Z`.
  case date
  case texts = "list of text"
  case numbers = "list of number"
  case bools = "list of bool"
  case dates = "list of date"

  /// Whether it holds several values.
  public var isList: Bool { rawValue.hasPrefix("list of ") }

  /// What one of its values is.
  var element: CustomType {
    switch self {
    case .text, .texts: .text
    case .number, .numbers: .number
    case .bool, .bools: .bool
    case .date, .dates: .date
    }
  }

  /// The type of what an expression gives, as far as that is known before it runs.
  init?(_ type: ExpressionType) {
    switch type {
    case .text: self = .text
    case .number: self = .number
    case .bool: self = .bool
    case .list: self = .texts
    case .complex, .any: return nil
    }
  }

  /// The type of a constant.
  init?(_ value: JSON) {
    switch value {
    case .string: self = .text
    case .number: self = .number
    case .bool: self = .bool
    case .array(let elements):
      guard let element = elements.first.flatMap(CustomType.init) else { return nil }
      self = CustomType(rawValue: "list of \(element.rawValue)") ?? element
    case .null, .object: return nil
    }
  }

  /// The value as this type has it; null when it can't be one.
  func fitted(_ value: JSON) -> JSON {
    guard isList else { return one(value.array.map { $0.first ?? .null } ?? value) }
    let elements = (value.array ?? [value]).map(one).filter { !$0.isNull }
    return elements.isEmpty ? .null : .array(elements)
  }

  private func one(_ value: JSON) -> JSON {
    guard let text = value.asText, !text.isEmpty else { return .null }
    switch element {
    case .number:
      return value.number.map(JSON.number) ?? JSONNumber(literal: text.trimmingSpaces).map(JSON.number) ?? .null
    case .bool: return value.bool.map(JSON.bool) ?? ["true": true, "false": false][text.lowercased()] ?? .null
    case .date: return Timestamp(dayOrInstant: text.trimmingSpaces) == nil ? .null : .string(text.trimmingSpaces)
    default: return .string(text)
    }
  }
}
