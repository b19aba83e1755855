/// Everything that is wrong with a text that somebody typed.
public struct TextFaults: Error, Hashable, Sendable {
  /// One mistake.
  public struct Fault: Hashable, Sendable {
    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// Where it begins, in characters from 1.
    public let column: Int
    /// What to write instead.
    public let fix: String?
  }

  /// The mistakes, in the order of the text.
  public let all: [Fault]

  init(_ problems: [ExpressionProblem], in text: String) {
    all = problems.map { problem in
      let before = String(decoding: text.utf8.prefix(problem.range.lowerBound), as: UTF8.self)
      return Fault(message: problem.message, column: before.unicodeScalars.count + 1, fix: problem.fix)
    }
  }
}
