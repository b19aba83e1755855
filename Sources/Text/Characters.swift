/// What a text may hold. A bound C string ends at U+0000, so `admin\0x` would become `admin`.
public enum CharacterRule: Sendable {
  /// Any text: no control characters but TAB, LF and CR.
  case text
  /// A name or an id: no control characters at all.
  case identifier
}

/// The first character of `text` that `rule` forbids, or nil.
public func forbiddenCharacter(in text: String, _ rule: CharacterRule) -> Unicode.Scalar? {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return nil }
  return text.unicodeScalars.first { scalar in
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: rule == .identifier
    case 0..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// The scalar as people write it: `U+0000`.
  public var notation: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// The text with every character that steers a terminal or breaks a line written as `\u{…}`.
  public var printable: String {
    guard !isPlainASCII, unicodeScalars.contains(where: \.steers) else { return self }
    return unicodeScalars.map { $0.steers ? "\\u{\(String($0.value, radix: 16))}" : String($0) }.joined()
  }
}

extension String {
  /// A JSON text with every character that steers a terminal written as `\uXXXX`: it says the same.
  public var printableJSON: String {
    guard !isPlainASCII, unicodeScalars.contains(where: { $0.steers && $0 != "\n" }) else { return self }
    return unicodeScalars.map { scalar in
      guard scalar.steers, scalar != "\n" else { return String(scalar) }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }.joined()
  }
}

extension String {
  /// Whether nothing but visible ASCII and blanks is in it, which takes a fraction of the time to see.
  fileprivate var isPlainASCII: Bool { utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
}

extension Unicode.Scalar {
  /// Control characters, line separators and the marks that turn the writing direction.
  fileprivate var steers: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
