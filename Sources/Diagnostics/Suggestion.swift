/// The nearest of `candidates` to a mistyped `word`, or nil when none is near: *did you mean*.
///
/// - Complexity: O(candidates × length²).
public func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
  guard !word.isEmpty else { return nil }
  let typed = Array(String(word.prefix(64)).lowercased().unicodeScalars.prefix(64))
  let limit = max(1, typed.count / 3)
  let near = candidates.map { (distance(typed, Array($0.lowercased().unicodeScalars.prefix(64))), $0) }
  return near.filter { $0.0 <= limit }.min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
  var before: [Int] = []
  var previous = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    for j in 1...b.count {
      var best = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, before[j - 2] + 1) }
      row.append(best)
    }
    (before, previous) = (previous, row)
  }
  return previous[b.count]
}
