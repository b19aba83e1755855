/// Reads a regular expression; groups stand at most 32 within each other.
struct PatternParser {
  static let depthLimit = 32
  static let repetitionLimit = 1000

  /// The characters, and the byte at which each begins.
  let scalars: [Unicode.Scalar]
  private let offsets: [Int]
  var at = 0
  private(set) var groups = 0
  /// Whether it begins with `(?i)`.
  private(set) var ignoresCase = false

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var offset = 0
    offsets =
      scalars.map { scalar in
        defer { offset += UTF8.width(scalar) }
        return offset
      } + [text.utf8.count]
  }

  mutating func whole() throws(Prepared.Problem) -> PatternNode {
    if scalars.starts(with: "(?i)".unicodeScalars) {
      ignoresCase = true
      at = 4
    }
    let tree = try choice(depth: 0)
    guard at == scalars.count else {
      throw problem("this ')' closes nothing", from: at, fix: "write \\\\) for the character itself")
    }
    return tree
  }

  private mutating func choice(depth: Int) throws(Prepared.Problem) -> PatternNode {
    var ways = [try sequence(depth: depth)]
    while take("|") { ways.append(try sequence(depth: depth)) }
    return ways.count == 1 ? ways[0] : .choice(ways)
  }

  private mutating func sequence(depth: Int) throws(Prepared.Problem) -> PatternNode {
    var nodes: [PatternNode] = []
    while let scalar = peek, scalar != "|", scalar != ")" {
      let start = at
      let node = try atom(depth: depth)
      nodes.append(try repeated(node, from: start))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func atom(depth: Int) throws(Prepared.Problem) -> PatternNode {
    let start = at
    let scalar = scalars[at]
    at += 1
    switch scalar {
    case ".": return .characters(ScalarSet([.range("\n"..."\n")], isNegated: true))
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case "(": return try group(from: start, depth: depth + 1)
    case "[": return .characters(try characterClass(from: start))
    case "\\": return try escaped(from: start)
    case "*", "+", "?", "{":
      throw problem("'\(scalar)' repeats nothing", from: start, fix: "write \\\\\(scalar) for the character itself")
    default: return .characters(ScalarSet([.range(scalar...scalar)]))
    }
  }

  private mutating func group(from start: Int, depth: Int) throws(Prepared.Problem) -> PatternNode {
    guard depth <= Self.depthLimit else {
      throw problem("more than \(Self.depthLimit) groups stand within each other", from: start)
    }
    var number: Int?
    if take("?") {
      guard take(":") else { throw unsupportedGroup(from: start) }
    } else {
      groups += 1
      number = groups
    }
    let inner = try choice(depth: depth)
    guard take(")") else {
      throw problem("the group that begins here isn't closed", from: start, fix: "end it with ')'")
    }
    return number.map { .group($0, inner) } ?? inner
  }

  private func unsupportedGroup(from start: Int) -> Prepared.Problem {
    let fix =
      switch peek {
      case "=", "!": "look-ahead isn't available, since it would take too long on some texts"
      case "<": "groups have numbers, not names; look-behind isn't available"
      case "i": "(?i) stands at the beginning of the pattern"
      default: "write (?:…) for a group that keeps nothing"
      }
    return problem("'(?' begins nothing that is known here", from: start, to: min(at + 1, scalars.count), fix: fix)
  }

  private mutating func repeated(_ node: PatternNode, from start: Int) throws(Prepared.Problem) -> PatternNode {
    let sign = at
    guard let (least, most) = try bounds() else { return node }
    let isGreedy = !take("?")
    if let scalar = peek, "*+?".unicodeScalars.contains(scalar) || scalar == "{" && most != least {
      throw problem(
        "a repetition can't be repeated", from: sign, to: at + 1, fix: "put what is repeated into a group: (?:…)")
    }
    return .repeated(node, least: least, most: most, isGreedy: isGreedy)
  }

  private mutating func bounds() throws(Prepared.Problem) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = at
    guard take("{") else { return nil }
    let least = number()
    var most = least
    if take(",") { most = peek == "}" ? nil : number() }
    let isCounted = least != nil && (most != nil || scalars[at - 1] == ",")
    guard isCounted, take("}"), let least else {
      throw problem(
        "a repetition is written {2}, {2,} or {2,5}", from: start, to: min(at + 1, scalars.count),
        fix: "write \\\\{ for the character itself")
    }
    guard least <= Self.repetitionLimit, most ?? 0 <= Self.repetitionLimit, most.map({ $0 >= least }) ?? true else {
      throw problem("a repetition counts up to \(Self.repetitionLimit), and upwards", from: start, to: at)
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = peek, ("0"..."9").contains(scalar), value ?? 0 <= Self.repetitionLimit {
      value = (value ?? 0) * 10 + Int(scalar.value - 48)
      at += 1
    }
    return value
  }

  var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    at += 1
    return true
  }

  /// A problem at the characters from `start` on, up to where reading stands.
  func problem(_ message: String, from start: Int, to end: Int? = nil, fix: String? = nil) -> Prepared.Problem {
    let end = max(end ?? start + 1, start)
    return Prepared.Problem(
      message: message, range: offsets[start]..<offsets[min(end, scalars.count)], fix: fix)
  }
}
