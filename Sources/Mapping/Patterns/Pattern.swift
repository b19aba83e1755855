/// A regular expression, compiled: linear in the text, whatever the expression and the text are.
///
/// Characters, `.`, classes, anchors, groups, alternatives and repetitions, of which the first alternative that fits
/// counts, as elsewhere; no back references and nothing that looks around. It is run by simulating all ways at once
/// (Thompson, Pike), so there is nothing to go back to.
struct Pattern: Sendable {
  /// As it was written.
  let text: String
  /// How many groups it has.
  let groups: Int
  let program: [Instruction]
  let sets: [ScalarSet]

  /// One step of the program.
  enum Instruction: Sendable {
    /// One character of a set, then the next instruction.
    case character(Int)
    case assertion(PatternNode.Assertion)
    /// Both ways at once; the first is preferred.
    case split(Int, Int)
    case jump(Int)
    /// The place is kept under that number.
    case save(Int)
    case match
  }

  /// Where a pattern was found.
  struct Match {
    let scalars: [Unicode.Scalar]
    /// For each group, the whole being the first, where it begins and ends; -1 when it took no part.
    let places: [Int]

    var range: Range<Int> { places[0]..<places[1] }

    /// What a group found; nil when there is no such group, or it took no part.
    func group(_ number: Int) -> String? {
      guard number >= 0, number < places.count / 2, places[number * 2] >= 0 else { return nil }
      return String(scalars[places[number * 2]..<places[number * 2 + 1]])
    }
  }

  /// Reads a pattern.
  init(parsing text: String) throws(Prepared.Problem) {
    var parser = PatternParser(text)
    let tree = try parser.whole()
    var compiler = PatternCompiler(ignoresCase: parser.ignoresCase)
    try compiler.compileWhole(tree, length: text.utf8.count)
    self.text = text
    groups = parser.groups
    program = compiler.program
    sets = compiler.sets
  }

  /// The first place in the text where it is found, and of those that begin there the preferred one.
  func firstMatch(in text: String, _ work: Work) throws(LimitExceeded) -> Match? {
    var matcher = PatternMatcher(self, Array(text.unicodeScalars))
    return try matcher.first(from: 0, work)
  }

  /// The text with every match replaced, from left to right.
  func replacing(
    in text: String, with replacement: PatternReplacement, _ work: Work
  ) throws(LimitExceeded) -> String {
    let scalars = Array(text.unicodeScalars)
    var matcher = PatternMatcher(self, scalars)
    var (out, position, size) = (String.UnicodeScalarView(), 0, text.utf8.count)
    while position <= scalars.count, let match = try matcher.first(from: position, work) {
      out.append(contentsOf: scalars[position..<match.range.lowerBound])
      let put = replacement.text(for: match)
      size += put.utf8.count
      guard size <= 2 * LimitExceeded.textBytes else { throw .text }
      out.append(contentsOf: put.unicodeScalars)
      position = match.range.upperBound
      guard match.range.isEmpty else { continue }
      // After an empty match one character goes on as it is, or it would be found here for ever.
      if position < scalars.count { out.append(scalars[position]) }
      position += 1
    }
    if position < scalars.count { out.append(contentsOf: scalars[position...]) }
    return String(out)
  }
}

extension String {
  init(_ scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }
}
