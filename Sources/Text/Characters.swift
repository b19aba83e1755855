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
  /// The text with every control character written as `\u{…}`, so that a terminal or a log line stays whole.
  public var printable: String {
    guard unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.isBidi }) else {
      return self
    }
    return unicodeScalars.map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.isBidi
        ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }.joined()
  }
}

extension Unicode.Scalar {
  fileprivate var isBidi: Bool {
    (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value) || value == 0x200E || value == 0x200F
  }
}
