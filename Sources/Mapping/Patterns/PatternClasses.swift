extension PatternParser {
  /// `[…]`, after its first bracket.
  mutating func characterClass(from start: Int) throws(Prepared.Problem) -> ScalarSet {
    let isNegated = take("^")
    var parts: [ScalarSet.Part] = []
    // A bracket that closes nothing yet is one of the characters.
    if take("]") { parts.append(.range("]"..."]")) }
    while let scalar = peek, scalar != "]" { parts.append(try member(scalar)) }
    guard take("]") else {
      throw problem("the class that begins here isn't closed", from: start, fix: "end it with ']'")
    }
    return ScalarSet(parts, isNegated: isNegated)
  }

  private mutating func member(_ scalar: Unicode.Scalar) throws(Prepared.Problem) -> ScalarSet.Part {
    let start = at
    at += 1
    let first = scalar == "\\" ? try classEscape(from: start) : .range(scalar...scalar)
    guard case .range(let low) = first, peek == "-", at + 1 < scalars.count, scalars[at + 1] != "]" else {
      return first
    }
    at += 1
    let second = scalars[at]
    at += 1
    let last = second == "\\" ? try classEscape(from: at - 1) : .range(second...second)
    guard case .range(let high) = last, low.lowerBound <= high.lowerBound else {
      throw problem("this range of characters goes backwards or has no end", from: start, to: at)
    }
    return .range(low.lowerBound...high.lowerBound)
  }

  /// `\…` outside of a class.
  mutating func escaped(from start: Int) throws(Prepared.Problem) -> PatternNode {
    switch peek {
    case "b":
      at += 1
      return .assertion(.wordEdge)
    case "B":
      at += 1
      return .assertion(.noWordEdge)
    default: return .characters(ScalarSet([try classEscape(from: start)]))
    }
  }

  private mutating func classEscape(from start: Int) throws(Prepared.Problem) -> ScalarSet.Part {
    guard let scalar = peek else {
      throw problem("'\\' ends the pattern", from: start, fix: "write \\\\\\\\ for the character itself")
    }
    at += 1
    if let kind = Self.kinds[scalar] { return .kind(kind, isNegated: false) }
    if let kind = Self.kinds[Unicode.Scalar(scalar.value | 0x20) ?? scalar] { return .kind(kind, isNegated: true) }
    switch scalar {
    case "p", "P": return .kind(try category(from: start), isNegated: scalar == "P")
    case "n": return .range("\n"..."\n")
    case "r": return .range("\r"..."\r")
    case "t": return .range("\t"..."\t")
    case _ where ("0"..."9").contains(scalar):
      throw problem(
        "a pattern can't refer back to what a group found", from: start, to: at,
        fix: "compare the parts with eq(regexExtract(…, 1), regexExtract(…, 2))")
    case _ where scalar.isASCII && scalar.properties.isAlphabetic:
      throw problem(
        "'\\\(scalar)' is not known in patterns", from: start, to: at, fix: "\\d \\w \\s \\b \\n \\r \\t \\p{L}")
    default: return .range(scalar...scalar)
    }
  }

  private static let kinds: [Unicode.Scalar: ScalarSet.Kind] = ["d": .digit, "w": .word, "s": .space]

  private static let categories: [String: ScalarSet.Kind] = [
    "L": .letter, "Lu": .upper, "Ll": .lower, "N": .number, "M": .mark, "P": .punctuation, "S": .symbol, "Z": .space,
  ]

  private mutating func category(from start: Int) throws(Prepared.Problem) -> ScalarSet.Kind {
    var name = ""
    if take("{") {
      while let scalar = peek, scalar != "}", name.utf8.count < 8 {
        name.unicodeScalars.append(scalar)
        at += 1
      }
      if take("}"), let kind = Self.categories[name] { return kind }
    }
    throw problem(
      "'\\p' is followed by the name of a kind of characters", from: start, to: at,
      fix: "\\p{L} letters, \\p{Lu} \\p{Ll} by case, \\p{N} numbers, \\p{M} marks, \\p{P} \\p{S} \\p{Z}")
  }
}
