internal import JSON
internal import Text

/// Checks one simple value against its attribute (RFC 7643 §2.3).
struct ScalarValue {
  private let attribute: SchemaAttribute
  private let name: String

  init(_ attribute: SchemaAttribute, named name: String) {
    self.attribute = attribute
    self.name = name
  }

  func read(_ value: JSON, _ emptyString: WriteSemantics.EmptyString) throws(SCIMError) -> Reading {
    if value.isNull { return .cleared }
    guard fits(value) else {
      throw .invalidValue("\(name): \(attribute.kind.expectation) is expected, not \(value.kind)")
    }
    guard let text = value.string else { return .value(value) }
    if text.isEmpty, emptyString == .clear { return .cleared }
    return try checked(text)
  }

  private func fits(_ value: JSON) -> Bool {
    switch attribute.kind {
    case .string, .reference, .binary, .dateTime: value.string != nil
    case .boolean: value.bool != nil
    case .integer: value.number?.isInteger == true || value.integer != nil
    case .decimal: value.number != nil
    case .complex: false
    }
  }

  private func checked(_ text: String) throws(SCIMError) -> Reading {
    let isName = attribute.name == "userName"
    try checkText(
      text, isName || attribute.name == "externalId" ? .identifier : .text,
      limit: isName ? WriteLimits.userName : WriteLimits.text, named: name)
    if attribute.kind == .dateTime, Timestamp(text) == nil { throw wrongForm }
    if attribute.kind == .binary, !text.utf8.allSatisfy(isBase64) { throw wrongForm }
    return .value(.string(try canonical(text)))
  }

  /// The spelling of a closed list.
  private func canonical(_ text: String) throws(SCIMError) -> String {
    guard attribute.isClosed, !attribute.canonicalValues.contains(text) else { return text }
    let same = attribute.canonicalValues.first { !attribute.caseExact && fold($0) == fold(text) }
    guard let same else {
      throw .invalidValue("\(name): one of \(attribute.canonicalValues.joined(separator: ", ")) is expected")
    }
    return same
  }

  private var wrongForm: SCIMError { .invalidValue("\(name): \(attribute.kind.expectation) is expected") }
}

/// Refuses characters that no text may hold, and texts that are too long.
func checkText(_ text: String, _ rule: CharacterRule, limit: Int, named name: String) throws(SCIMError) {
  guard text.utf8.count <= limit else { throw .invalidValue("\(name): longer than \(limit) bytes") }
  if let scalar = forbiddenCharacter(in: text, rule) {
    throw .invalidValue("\(name): \(scalar.notation) can't stand in it")
  }
}

private func isBase64(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || "+/-_=\r\n".utf8.contains(byte)
}
