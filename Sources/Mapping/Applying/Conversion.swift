import Directory
import JSON
import Text

/// Turns what an expression gave into a value of its target's type; null where that can't be done.
struct Conversion {
  let target: Target
  /// What was left out on the way, in sentences.
  private(set) var notes: [String] = []

  init(to target: Target) { self.target = target }

  mutating func convert(_ value: JSON) -> JSON {
    guard case .attribute(let attribute) = target else { return custom(value) }
    switch attribute.type {
    case .text, .reference, .instant: return text(value)
    case .bool: return bool(value)
    case .number: return value.number.map(JSON.number) ?? .null
    case .complexList(let names): return list(value, of: names)
    case .map: return .null
    }
  }

  private mutating func text(_ value: JSON) -> JSON {
    guard let elements = value.array else { return checked(value.asText) }
    if elements.count > 1 { notes.append("\(target.name) has several values in the source record; one was taken") }
    return checked((elements.first(where: \.isPrimary) ?? elements.first)?.asText)
  }

  /// Names take no control characters at all: a bound C string ends at U+0000.
  private mutating func checked(_ text: String?) -> JSON {
    let rule: CharacterRule = target.name == "userName" ? .identifier : .text
    guard let text, let character = forbiddenCharacter(in: text, rule) else { return .text(text) }
    notes.append("\(target.name) can't hold the character \(character.notation)")
    return .null
  }

  private mutating func bool(_ value: JSON) -> JSON {
    let one = value.array?.first ?? value
    if one.isNull || one.bool != nil { return one }
    switch one.asText?.lowercased() {
    case "true": return true
    case "false": return false
    default:
      notes.append("\(target.name) takes true or false, and the source record has something else")
      return .null
    }
  }

  private mutating func custom(_ value: JSON) -> JSON {
    guard let elements = value.array else { return scalar(value) }
    let scalars = elements.map { scalar($0) }.filter { !$0.isNull }
    return scalars.isEmpty ? .null : .array(scalars)
  }

  private mutating func scalar(_ value: JSON) -> JSON {
    switch value {
    case .null, .bool, .number: return value
    case .string, .object: return checked(value.asText)
    case .array:
      notes.append("\(target.name) can't hold lists within a list")
      return .null
    }
  }

  private func list(_ value: JSON, of names: [String]) -> JSON {
    let elements = (value.array ?? [value]).compactMap { element($0, of: names) }
    guard let primary = elements.firstIndex(where: { $0["primary"] == true }) else {
      return elements.isEmpty ? .null : .array(elements.map(JSON.object))
    }
    return .array(elements.enumerated().map { .object($0.offset == primary ? $0.element : $0.element.withoutPrimary) })
  }

  /// A value with the declared sub-attributes only; a text becomes its `value`. Nil when nothing is in it.
  private func element(_ value: JSON, of names: [String]) -> JSONObject? {
    guard let object = value.object else {
      return value.asText.flatMap { $0.isEmpty ? nil : [names[0]: .string($0)] }
    }
    var element = JSONObject()
    for name in names where name != "primary" {
      let written = name == "street" ? object.member(ignoringCase: "streetAddress") : nil
      let text = (object.member(ignoringCase: name) ?? written)?.value.asText
      element[name] = text.flatMap { $0.isEmpty ? nil : .string($0) }
    }
    guard element.contains(where: { $0.key != "type" }) else { return nil }
    if value.isPrimary { element["primary"] = true }
    return element
  }
}

extension JSONObject {
  /// At most one value of a list is the primary one (RFC 7643 §2.4).
  fileprivate var withoutPrimary: JSONObject {
    var object = self
    object["primary"] = nil
    return object
  }
}
