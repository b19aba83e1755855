/// The same numbers for the same seed (SplitMix64), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// JSON texts of every shape: nested, with escapes, blanks and all forms of numbers.
struct TextGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func value(depth: Int) -> String {
    let space = pick(["", "", " ", "\n", "\t\r\n "])
    return space + bare(depth) + space
  }

  private mutating func bare(_ depth: Int) -> String {
    switch Int.random(in: depth > 5 ? 2...6 : 0...6, using: &random) {
    case 0:
      let elements = (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1) }
      return "[" + elements.joined(separator: ",") + "]"
    case 1:
      let members = (0..<Int.random(in: 0...4, using: &random)).map { index in
        "\"k\(index)\(string())\":\(value(depth: depth + 1))"
      }
      return "{" + members.joined(separator: ",") + "}"
    case 2: return pick(["null", "true", "false"])
    case 3, 4: return number()
    default: return "\"\(string())\""
    }
  }

  private mutating func number() -> String {
    let whole = pick(["0", "7", "10", "123456789", "9223372036854775807", "900719925474099"])
    let fraction = pick(["", "", "", ".0", ".5", ".125", ".000001"])
    let exponent = pick(["", "", "", "e2", "E-3", "e+10", "e0"])
    return pick(["", "", "-"]) + whole + fraction + exponent
  }

  private mutating func string() -> String {
    (0..<Int.random(in: 0...6, using: &random)).map { _ in
      pick([
        "a", "Z", " ", "é", "ß", "😀", "\u{4E16}", "\\n", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\r", "\\t", "\\u00e9",
        "\\uD83D\\uDE00", "\\u0001", "\u{7F}", "\u{2028}",
      ])
    }.joined()
  }

  /// One to three bytes cut out, doubled, replaced or put in.
  mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes.remove(at: at)
      case 1: bytes.insert(bytes[at], at: at)
      case 2: bytes[at] = pick(Array("{}[]\",:\\u0-+.eE1 tn\u{1}".utf8))
      default: bytes.insert(pick(Array("{}[]\",:\\d8-+.eE1 ".utf8) + [0x80, 0xC3, 0xED, 0xF0]), at: at)
      }
    }
    return bytes
  }

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int.random(in: choices.indices, using: &random)]
  }
}
