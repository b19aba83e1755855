/// A regular expression as it was written.
indirect enum PatternNode: Sendable {
  /// A place, not a character.
  enum Assertion: Sendable {
    case start
    case end
    case wordEdge
    case noWordEdge
  }

  case characters(ScalarSet)
  case assertion(Assertion)
  case sequence([PatternNode])
  /// The first that fits is preferred.
  case choice([PatternNode])
  /// What it finds is kept under its number.
  case group(Int, PatternNode)
  case repeated(PatternNode, least: Int, most: Int?, isGreedy: Bool)
}
