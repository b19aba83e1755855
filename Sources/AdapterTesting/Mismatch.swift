public import Diagnostics
import JSON
import YAML

/// An expectation of a file that didn't come true: where it is written, what was expected and what came.
public struct Mismatch: Error, Hashable, Sendable {
  /// The place and the sentence.
  public var diagnostic: Diagnostic
  /// What was expected, if that can be shown.
  public var expected: String?
  /// What came instead.
  public var got: String?

  /// `file:line:column`, the line with a caret, and both sides of the difference.
  public func rendered(colour: Bool = false) -> String {
    let paint = Paint(on: colour)
    let lines = LineDifference(expected: expected, got: got).lines.map { line in
      switch line.side {
      case .both: "      \(line.text)"
      case .expected: paint.green("    - \(line.text)")
      case .got: paint.red("    + \(line.text)")
      }
    }
    return ([diagnostic.rendered(colour: colour)] + lines).joined(separator: "\n")
  }
}

extension Mismatch: CustomStringConvertible {
  /// The mismatch without colours.
  public var description: String { rendered() }
}

extension Mismatch {
  init(
    _ message: String, at range: SourceRange, of source: YAMLSource, expected: String? = nil, got: String? = nil
  ) {
    self.init(diagnostic: source.diagnostic(message, at: range), expected: expected, got: got)
  }

  /// A difference within a JSON value, at the place where the expectation is written.
  init(_ difference: Difference, in what: String, at range: SourceRange, of source: YAMLSource) {
    let place = difference.pointer.steps.isEmpty ? what : "\(difference.pointer) in \(what)"
    let problem =
      difference.isMissingElement
      ? "no element is like the one expected" : difference.got == nil ? "it isn't there" : "it is something else"
    self.init(
      "\(place): \(problem)", at: range, of: source, expected: difference.expected.pretty(),
      got: difference.got.map { $0.pretty() } ?? "nothing")
  }
}
