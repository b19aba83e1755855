/// Runs a pattern over a text: all ways at once, the preferred ones first, so that each character is looked at once.
/// - Complexity: O(characters × steps of the program).
struct PatternMatcher {
  /// One way: the instruction that it stands at, and the places that it kept.
  private struct Way {
    let step: Int
    let places: [Int]
  }

  private let pattern: Pattern
  private let scalars: [Unicode.Scalar]
  /// For each instruction the position at which a way stood at it last.
  private var reached: [Int]
  private var steps = 0

  init(_ pattern: Pattern, _ scalars: [Unicode.Scalar]) {
    self.pattern = pattern
    self.scalars = scalars
    reached = [Int](repeating: -1, count: pattern.program.count)
  }

  /// The first match that begins at `start` or later.
  mutating func first(from start: Int, _ work: Work) throws(LimitExceeded) -> Pattern.Match? {
    for index in reached.indices { reached[index] = -1 }
    var (ways, found): ([Way], [Int]?) = ([], nil)
    for position in start...scalars.count {
      if found == nil { add(Way(step: 0, places: unknown), at: position, to: &ways) }
      try work.charge(steps + 1)
      steps = 0
      if ways.isEmpty, found != nil { break }
      ways = advance(ways, at: position, &found)
    }
    return found.map { Pattern.Match(scalars: scalars, places: $0) }
  }

  private var unknown: [Int] { [Int](repeating: -1, count: 2 * (pattern.groups + 1)) }

  /// The ways after the character at a position; a match ends those that are less preferred.
  private mutating func advance(_ ways: [Way], at position: Int, _ found: inout [Int]?) -> [Way] {
    var next: [Way] = []
    for way in ways {
      switch pattern.program[way.step] {
      case .match:
        found = way.places
        return next
      case .character(let set):
        guard position < scalars.count, pattern.sets[set].contains(scalars[position]) else { continue }
        add(Way(step: way.step + 1, places: way.places), at: position + 1, to: &next)
      default: continue
      }
    }
    return next
  }

  /// Follows a way to the characters that it waits for; one that was reached by a preferred way is left out.
  private mutating func add(_ way: Way, at position: Int, to ways: inout [Way]) {
    var open = [way]
    while let way = open.popLast() {
      guard reached[way.step] != position else { continue }
      reached[way.step] = position
      steps += 1
      switch pattern.program[way.step] {
      case .jump(let step): open.append(Way(step: step, places: way.places))
      case .split(let first, let second):
        open.append(Way(step: second, places: way.places))
        open.append(Way(step: first, places: way.places))
      case .save(let number):
        var places = way.places
        places[number] = position
        open.append(Way(step: way.step + 1, places: places))
      case .assertion(let assertion):
        if holds(assertion, at: position) { open.append(Way(step: way.step + 1, places: way.places)) }
      case .character, .match: ways.append(way)
      }
    }
  }

  private func holds(_ assertion: PatternNode.Assertion, at position: Int) -> Bool {
    switch assertion {
    case .start: position == 0
    case .end: position == scalars.count
    case .wordEdge: isWord(position - 1) != isWord(position)
    case .noWordEdge: isWord(position - 1) == isWord(position)
    }
  }

  private func isWord(_ position: Int) -> Bool {
    scalars.indices.contains(position) && ScalarSet.Kind.word.contains(scalars[position])
  }
}
