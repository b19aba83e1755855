import Foundation

/// Writes letters with marks as plain ones.
enum PlainLetters {
  static func text(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars where !isMark(scalar) {
      if let letters = undivided[scalar] {
        plain.append(contentsOf: letters.unicodeScalars)
      } else {
        plain.append(scalar)
      }
    }
    return String(plain).precomposedStringWithCanonicalMapping
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .nonspacingMark && (0x300...0x36F).contains(scalar.value)
  }

  /// Latin letters that don't come apart into a letter and a mark.
  private static let undivided: [Unicode.Scalar: String] = [
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ı": "i", "ŋ": "n", "Ŋ": "N",
    "ŧ": "t", "Ŧ": "T", "ĸ": "k", "ĳ": "ij", "Ĳ": "IJ", "ſ": "s",
  ]
}
