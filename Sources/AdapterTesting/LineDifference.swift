/// Two texts line by line: what they share, and in which of them the others are.
struct LineDifference {
  enum Side {
    case both
    case expected
    case got
  }

  /// The lines in the order in which they are read.
  private(set) var lines: [(side: Side, text: String)] = []

  /// More lines than these on both sides aren't compared: one text is shown after the other.
  private static let most = 2_000

  init(expected: String?, got: String?) {
    let (old, new) = (Self.lines(of: expected), Self.lines(of: got))
    guard !old.isEmpty, !new.isEmpty, old.count + new.count <= Self.most else {
      lines = old.map { (.expected, $0) } + new.map { (.got, $0) }
      return
    }
    let difference = new.difference(from: old)
    let gone = Set(difference.removals.map(\.offset))
    let come = Set(difference.insertions.map(\.offset))
    var (at, to) = (0, 0)
    while at < old.count || to < new.count {
      if at < old.count, gone.contains(at) {
        lines.append((.expected, old[at]))
        at += 1
      } else if to < new.count, come.contains(to) {
        lines.append((.got, new[to]))
        to += 1
      } else {
        lines.append((.both, old[at]))
        (at, to) = (at + 1, to + 1)
      }
    }
  }

  private static func lines(of text: String?) -> [String] {
    text.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) } ?? []
  }
}

extension CollectionDifference.Change {
  /// Where it is.
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
