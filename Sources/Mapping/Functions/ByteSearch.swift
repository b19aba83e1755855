/// Finds parts of a text to the letter: UTF-8 bytes, so that neither case nor normal form is folded.
struct ByteSearch {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The pieces between the occurrences of `mark`, of which at most `most` count; one piece when there is none.
  ///
  /// An empty mark stands before the first character.
  /// - Complexity: O(text + mark), whatever they are (Knuth, Morris and Pratt).
  func split(by mark: String, most: Int) -> [String] {
    let mark = Array(mark.utf8)
    guard !mark.isEmpty else { return ["", text(0..<bytes.count)] }
    let borders = Self.borders(of: mark)
    var pieces: [String] = []
    var (start, matched) = (0, 0)
    for (at, byte) in bytes.enumerated() where pieces.count < most {
      matched = Self.next(matched, byte, mark, borders)
      guard matched == mark.count else { continue }
      pieces.append(text(start..<at + 1 - mark.count))
      (start, matched) = (at + 1, 0)
    }
    return pieces + [text(start..<bytes.count)]
  }

  /// How much of the mark is matched after one more byte.
  private static func next(_ matched: Int, _ byte: UInt8, _ mark: [UInt8], _ borders: [Int]) -> Int {
    var matched = matched
    while matched > 0, mark[matched] != byte { matched = borders[matched - 1] }
    return mark[matched] == byte ? matched + 1 : matched
  }

  /// For each beginning of the mark the length of its longest part that is both its beginning and its end.
  private static func borders(of mark: [UInt8]) -> [Int] {
    var borders = [0]
    for byte in mark.dropFirst() {
      borders.append(next(borders[borders.count - 1], byte, mark, borders))
    }
    return borders
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
