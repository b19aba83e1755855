/// Reads a filter's text into tokens: RFC 7644 §3.4.2.2, and beside it bare literals and a sub-attribute after `]`.
struct FilterScanner {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0
  private var tokens: [FilterToken] = []

  /// The longest filter that is looked at.
  static let limit = 8192

  init?(_ text: String) {
    guard text.utf8.count <= Self.limit else { return nil }
    bytes = Array(text.utf8)
  }

  /// The tokens; nil for what can't be a filter in either form.
  mutating func scan() -> [FilterToken]? {
    while skipSpace() {
      guard let read = operand() ?? marks() else { return nil }
      tokens.append(contentsOf: read)
    }
    return depth == 0 && !tokens.isEmpty ? tokens : nil
  }

  /// Whether an attribute, `not` or `(` may stand here.
  private var expectsOperand: Bool {
    switch tokens.last {
    case nil, .open?, .openValue?, .word?: true
    default: false
    }
  }

  private mutating func operand() -> [FilterToken]? {
    guard expectsOperand else { return nil }
    if take("(") { return [.open] }
    guard let word = word() else { return nil }
    if equals(word, "not") { return [.word(word)] }
    if take("[") {
      depth += 1
      return depth == 1 ? [.attribute(word), .openValue] : nil
    }
    return comparison().map { [.attribute(word)] + $0 }
  }

  private mutating func marks() -> [FilterToken]? {
    if expectsOperand { return nil }
    if take(")") { return [.close] }
    if take("]") {
      depth -= 1
      guard depth >= 0 else { return nil }
      guard take("."), let name = word() else { return [.closeValue] }
      return comparison().map { [.closeValue, .sub(name)] + $0 }
    }
    guard let word = word(), equals(word, "and") || equals(word, "or") else { return nil }
    return [.word(word)]
  }

  /// An operator and its literal, or `pr`.
  private mutating func comparison() -> [FilterToken]? {
    guard skipSpace(), let name = word() else { return nil }
    if equals(name, "pr") { return [.present(name)] }
    guard skipSpace(), let literal = literal() else { return nil }
    return [.comparison(name), .literal(literal)]
  }

  private mutating func literal() -> String? {
    let start = at
    if take("\"") { return quoted(from: start) }
    while at < bytes.count, !isSpace(bytes[at]), bytes[at] != UInt8(ascii: ")"),
      depth == 0 || bytes[at] != UInt8(ascii: "]")
    {
      at += 1
    }
    return text(from: start)
  }

  private mutating func quoted(from start: Int) -> String? {
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return text(from: start) }
      if byte == UInt8(ascii: "\\") { at += 1 }
    }
    return nil
  }

  private mutating func word() -> String? {
    let start = at
    while at < bytes.count, !isSpace(bytes[at]), !"()[]\"".utf8.contains(bytes[at]) { at += 1 }
    return text(from: start)
  }

  private func text(from start: Int) -> String? {
    at > start && at <= bytes.count ? String(validating: bytes[start..<at], as: UTF8.self) : nil
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }

  /// Whether something follows the blanks.
  private mutating func skipSpace() -> Bool {
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
    return at < bytes.count
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private func equals(_ word: String, _ other: String) -> Bool { word.lowercased() == other }
}
