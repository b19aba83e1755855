/// What was expected and what came, line by line.
public struct LineDifference: Hashable, Sendable {
  /// The lines of what was expected.
  public let expected: [String]
  /// The lines of what came.
  public let got: [String]

  /// More lines than anybody reads.
  private static let most = 100

  /// Compares two texts by their lines; of very long ones the beginning.
  public init(expected: [String], got: [String]) {
    self.expected = Array(expected.prefix(Self.most))
    self.got = Array(got.prefix(Self.most))
  }

  /// The lines as a diff: `- ` expected and not there, `+ ` there and not expected, the others in both.
  func rendered(_ paint: Paint) -> [String] {
    let difference = got.difference(from: expected)
    let removed = Dictionary(uniqueKeysWithValues: difference.removals.map { ($0.offset, true) })
    let inserted = Dictionary(uniqueKeysWithValues: difference.insertions.map { ($0.offset, true) })
    var (lines, old, new) = ([String](), 0, 0)
    while old < expected.count || new < got.count {
      if old < expected.count, removed[old] != nil {
        lines.append(paint.red("- \(visible(expected[old]))"))
        old += 1
      } else if new < got.count, inserted[new] != nil {
        lines.append(paint.green("+ \(visible(got[new]))"))
        new += 1
      } else {
        lines.append("  \(visible(got[new]))")
        (old, new) = (old + 1, new + 1)
      }
    }
    return lines
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
