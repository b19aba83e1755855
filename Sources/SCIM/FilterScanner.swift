internal import JSON
internal import Text

/// What is wrong with a filter or path, and where.
struct FilterFault: Error {
  var message: String
}

/// Reads the words and literals of a filter, byte by byte.
struct FilterScanner {
  private let bytes: [UInt8]
  private(set) var at = 0

  init(_ text: String, limit: Int) throws(FilterFault) {
    guard text.utf8.count <= limit else { throw FilterFault(message: "longer than \(limit) bytes") }
    bytes = Array(text.utf8)
  }

  var atEnd: Bool { at >= bytes.count }
  var next: UInt8? { atEnd ? nil : bytes[at] }

  mutating func skipSpace() {
    while next == 0x20 { at += 1 }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  /// A name, an operator or a keyword: everything up to a space, bracket or quote.
  mutating func word() -> String {
    let start = at
    while let byte = next, isWord(byte) { at += 1 }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  /// Takes `keyword` in any case, if it is the next word.
  mutating func take(keyword: String) -> Bool {
    let start = at
    if equalIgnoringASCIICase(word(), keyword) { return true }
    at = start
    return false
  }

  /// A JSON literal: string, number, `true`, `false` or `null`.
  mutating func literal() throws(FilterFault) -> JSON {
    let start = at
    if next == UInt8(ascii: "\"") { return .string(try quoted()) }
    switch word() {
    case "true": return true
    case "false": return false
    case "null": return nil
    case let text:
      guard let number = JSONNumber(literal: text) else {
        throw fault("a value is expected: a text in double quotes, a number, true, false or null", at: start)
      }
      return .number(number)
    }
  }

  private mutating func quoted() throws(FilterFault) -> String {
    let start = at
    at += 1
    while let byte = next, byte != UInt8(ascii: "\"") { at += byte == UInt8(ascii: "\\") ? 2 : 1 }
    guard take("\"") else {
      at = bytes.count
      throw fault("the text has no closing quote", at: start)
    }
    guard let text = (try? JSON(parsing: Array(bytes[start..<at])))?.string else {
      throw fault("the text isn't a JSON string", at: start)
    }
    if let scalar = forbiddenCharacter(in: text, .text) {
      throw fault("a text can't hold \(scalar.notation)", at: start)
    }
    return text
  }

  /// What is wrong at a place, with at most a few characters of what stands there, and none of what may be a secret.
  func fault(_ message: String, at place: Int) -> FilterFault {
    let start = min(place, bytes.count)
    guard bytes[..<start].secretName == nil else {
      return FilterFault(message: "at character \(place + 1): \(message)")
    }
    let found = String(decoding: bytes[start...].prefix(12).untilSecret, as: UTF8.self)
    let shown = found.isEmpty ? "the end" : "'\(found.printable)'"
    return FilterFault(message: "at character \(place + 1), \(shown): \(message)")
  }

  func fault(_ message: String) -> FilterFault { fault(message, at: at) }
}

private func isWord(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x00...0x20, 0x7F: false
  case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\""): false
  default: true
  }
}
