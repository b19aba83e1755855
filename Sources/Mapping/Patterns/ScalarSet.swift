/// A set of characters (Unicode scalars).
struct ScalarSet: Sendable {
  /// Characters that have something in common.
  enum Kind: Sendable {
    case digit
    case word
    case space
    case letter
    case upper
    case lower
    case number
    case mark
    case punctuation
    case symbol

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      let category = scalar.properties.generalCategory
      switch self {
      case .digit: return ("0"..."9").contains(scalar)
      case .word:
        return scalar == "_" || Self.letters.contains(category) || Self.marks.contains(category)
          || category == .decimalNumber
      case .space: return scalar.properties.isWhitespace
      case .letter: return Self.letters.contains(category)
      case .upper: return category == .uppercaseLetter
      case .lower: return category == .lowercaseLetter
      case .number: return Self.numbers.contains(category)
      case .mark: return Self.marks.contains(category)
      case .punctuation: return Self.signs.contains(category)
      case .symbol: return Self.symbols.contains(category)
      }
    }

    private static let letters: Set<Unicode.GeneralCategory> = [
      .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    ]
    private static let numbers: Set<Unicode.GeneralCategory> = [.decimalNumber, .letterNumber, .otherNumber]
    private static let symbols: Set<Unicode.GeneralCategory> = [
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol,
    ]
    private static let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .spacingMark, .enclosingMark]
    private static let signs: Set<Unicode.GeneralCategory> = [
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation,
    ]
  }

  /// A part of it.
  enum Part: Sendable {
    case range(ClosedRange<Unicode.Scalar>)
    case kind(Kind, isNegated: Bool)
  }

  let parts: [Part]
  let isNegated: Bool
  let ignoresCase: Bool
  /// The members among the first 128 characters, a bit each.
  private let ascii: (UInt64, UInt64)

  init(_ parts: [Part], isNegated: Bool = false, ignoresCase: Bool = false) {
    self.parts = parts
    self.isNegated = isNegated
    self.ignoresCase = ignoresCase
    var bits: (UInt64, UInt64) = (0, 0)
    for value in UInt8(0)..<128
    where Self.holds(Unicode.Scalar(value), in: parts, ignoresCase: ignoresCase) != isNegated {
      if value < 64 { bits.0 |= 1 << UInt64(value) } else { bits.1 |= 1 << UInt64(value - 64) }
    }
    ascii = bits
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 64 { return ascii.0 >> UInt64(scalar.value) & 1 == 1 }
    if scalar.value < 128 { return ascii.1 >> UInt64(scalar.value - 64) & 1 == 1 }
    return Self.holds(scalar, in: parts, ignoresCase: ignoresCase) != isNegated
  }

  /// The same set in which case doesn't count.
  var ignoringCase: ScalarSet { ScalarSet(parts, isNegated: isNegated, ignoresCase: true) }

  private static func holds(_ scalar: Unicode.Scalar, in parts: [Part], ignoresCase: Bool) -> Bool {
    if isPlain(scalar, in: parts) { return true }
    guard ignoresCase else { return false }
    return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].contains { mapped in
      let scalars = mapped.unicodeScalars
      return scalars.count == 1 && scalars.first.map { isPlain($0, in: parts) } ?? false
    }
  }

  private static func isPlain(_ scalar: Unicode.Scalar, in parts: [Part]) -> Bool {
    parts.contains { part in
      switch part {
      case .range(let range): range.contains(scalar)
      case .kind(let kind, let isNegated): kind.contains(scalar) != isNegated
      }
    }
  }
}
