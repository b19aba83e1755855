import JSON

/// What a plain scalar means: the core schema of YAML 1.2.2 §10.3.2.
///
/// What JSON can't say stays a text: `.inf`, `.nan`, and numbers of more than 64 characters.
enum CoreSchema {
  static func value(of text: String) -> JSON {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: number(text).map(JSON.number) ?? .string(text)
    }
  }

  private static func number(_ text: String) -> JSONNumber? {
    guard let first = text.utf8.first, isDigit(first) || "+-.".utf8.contains(first) else { return nil }
    if text.hasPrefix("0o") { return whole(text.utf8.dropFirst(2), radix: 8) }
    if text.hasPrefix("0x") { return whole(text.utf8.dropFirst(2), radix: 16) }
    return decimal(text.utf8[...])
  }

  private static func whole(_ digits: Substring.UTF8View, radix: Int) -> JSONNumber? {
    guard digits.first != UInt8(ascii: "+"), digits.first != UInt8(ascii: "-") else { return nil }
    return UInt64(Substring(digits), radix: radix).flatMap { JSONNumber(literal: String($0)) }
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`, rewritten as JSON writes it.
  private static func decimal(_ text: Substring.UTF8View) -> JSONNumber? {
    var rest = text
    let sign = takeSign(&rest)
    let digits = takeDigits(&rest)
    let point = take(".", &rest)
    let fraction = point ? takeDigits(&rest) : ""
    guard !digits.isEmpty || !fraction.isEmpty else { return nil }
    var literal = sign == "-" ? "-" : ""
    let whole = digits.drop { $0 == "0" }
    literal += whole.isEmpty ? "0" : whole
    if point { literal += ".\(fraction.isEmpty ? "0" : fraction)" }
    if take("e", &rest) || take("E", &rest) {
      let sign = takeSign(&rest)
      let exponent = takeDigits(&rest)
      guard !exponent.isEmpty else { return nil }
      literal += "e\(sign)\(exponent)"
    }
    return rest.isEmpty ? JSONNumber(literal: literal) : nil
  }

  private static func takeSign(_ rest: inout Substring.UTF8View) -> String {
    take("+", &rest) ? "+" : take("-", &rest) ? "-" : ""
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring {
    let digits = rest.prefix(while: isDigit)
    rest = rest.dropFirst(digits.count)
    return Substring(digits)
  }

  private static func take(_ character: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
