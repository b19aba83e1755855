/// Finds parts of a text to the letter: UTF-8 bytes, so that neither case nor normal form is folded.
struct ByteSearch {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The pieces between the occurrences of `mark`, of which at most `most` count; one piece when there is none.
  ///
  /// An empty mark stands before the first character.
  /// - Complexity: O(text × mark).
  func split(by mark: String, most: Int) -> [String] {
    let mark = Array(mark.utf8)
    guard !mark.isEmpty else { return ["", text(0..<bytes.count)] }
    var pieces: [String] = []
    var (start, at) = (0, 0)
    while at + mark.count <= bytes.count, pieces.count < most {
      guard bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) else {
        at += 1
        continue
      }
      pieces.append(text(start..<at))
      at += mark.count
      start = at
    }
    return pieces + [text(start..<bytes.count)]
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
