import JSON

/// Cuts an expression into tokens, each with its bytes.
struct Tokenizer {
  let bytes: [UInt8]
  var at = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The next token; `.end` at the end, again and again.
  mutating func next() throws(ExpressionProblem) -> Token {
    while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
    let start = at
    guard at < bytes.count else { return Token(kind: .end, range: start..<start) }
    let kind = try kind(of: bytes[at])
    return Token(kind: kind, range: start..<at)
  }

  private mutating func kind(of byte: UInt8) throws(ExpressionProblem) -> Token.Kind {
    switch byte {
    case UInt8(ascii: "("): return single(.open)
    case UInt8(ascii: ")"): return single(.close)
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "$"): return .reference(try reference())
    case UInt8(ascii: "["): return .word(try bracketedName())
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    case _ where Self.startsWord(byte): return .word(try word())
    default: throw foreignCharacter()
    }
  }

  private mutating func single(_ kind: Token.Kind) -> Token.Kind {
    at += 1
    return kind
  }

  private mutating func number() throws(ExpressionProblem) -> JSONNumber {
    let start = at
    while at < bytes.count, Self.continuesWord(bytes[at]) { at += 1 }
    guard let number = JSONNumber(literal: string(start..<at)) else {
      throw ExpressionProblem(
        "'\(string(start..<at))' is neither a number nor an attribute", at: start..<at,
        fix: "quote it if it is a text: \"\(string(start..<at))\"")
    }
    return number
  }

  private mutating func reference() throws(ExpressionProblem) -> String {
    let start = at
    at += 1
    guard at < bytes.count, bytes[at] == UInt8(ascii: "{") else {
      throw ExpressionProblem(
        "'$' begins a directory attribute, which is written in braces", at: start..<at, fix: "${displayName}")
    }
    guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else {
      throw ExpressionProblem("'}' is missing after '${'", at: start..<bytes.count, isCut: true)
    }
    let name = string(at + 1..<close).trimmingSpaces
    at = close + 1
    guard !name.isEmpty, name.utf8.allSatisfy({ Self.continuesWord($0) }) else {
      throw ExpressionProblem("'${…}' holds one directory attribute's name", at: start..<at, fix: "${displayName}")
    }
    return name
  }

  private mutating func word() throws(ExpressionProblem) -> String {
    let start = at
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "[") {
        try valueFilter(of: start)
      } else if Self.continuesWord(bytes[at]) {
        at += 1
      } else {
        break
      }
    }
    return string(start..<at)
  }

  /// Passes over `[…]`, in which a text may hold brackets.
  private mutating func valueFilter(of start: Int) throws(ExpressionProblem) {
    let open = at
    var quoted = false
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if quoted, byte == UInt8(ascii: "\\"), at < bytes.count {
        at += 1
      } else if byte == UInt8(ascii: "\"") {
        quoted.toggle()
      } else if byte == UInt8(ascii: "]"), !quoted {
        return
      }
    }
    throw ExpressionProblem(
      "the value filter that begins here isn't closed", at: open..<bytes.count, fix: "end it with ']'",
      see: Manual.paths, isCut: true)
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  static func startsWord(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
  }

  static func continuesWord(_ byte: UInt8) -> Bool {
    startsWord(byte) || (0x30...0x39).contains(byte) || "-.:$".utf8.contains(byte)
  }
}

extension String {
  /// The text without white space around it (the Unicode property).
  var trimmingSpaces: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}
