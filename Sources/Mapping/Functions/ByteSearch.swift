/// Finds parts of a text to the letter: UTF-8 bytes, so that neither case nor normal form is folded.
struct ByteSearch {
  private let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }

  /// What stands before the first occurrence of `mark` and what after it; nil when there is none.
  ///
  /// An empty mark stands before the first character.
  func halves(at mark: String) -> (before: String, after: String)? {
    guard !mark.isEmpty else { return ("", text(0..<bytes.count)) }
    guard let place = places(of: Array(mark.utf8), most: 1).first else { return nil }
    return (text(0..<place), text(place + mark.utf8.count..<bytes.count))
  }

  /// The text with every occurrence of `mark` replaced, from left to right.
  /// - Throws: `LimitExceeded.text` before a longer text is made.
  func replacing(_ mark: String, with replacement: String) throws(LimitExceeded) -> String {
    let (mark, replacement) = (Array(mark.utf8), Array(replacement.utf8))
    let places = mark.isEmpty ? [] : places(of: mark, most: .max)
    let size = bytes.count - places.count * mark.count + places.count * replacement.count
    guard size <= LimitExceeded.textBytes else { throw .text }
    var out: [UInt8] = []
    out.reserveCapacity(size)
    var start = 0
    for place in places {
      out += bytes[start..<place]
      out += replacement
      start = place + mark.count
    }
    return String(decoding: out + bytes[start...], as: UTF8.self)
  }

  /// What stands between the marks, from left to right.
  func parts(between mark: String) -> [String] {
    let mark = Array(mark.utf8)
    var (parts, start) = ([String](), 0)
    for place in places(of: mark, most: .max) {
      parts.append(text(start..<place))
      start = place + mark.count
    }
    return parts + [text(start..<bytes.count)]
  }

  /// Whether the mark stands in the text.
  func contains(_ mark: String) -> Bool { mark.isEmpty || !places(of: Array(mark.utf8), most: 1).isEmpty }

  /// Where the mark stands, the first `most` times, without overlap.
  /// - Complexity: O(text + mark), whatever they are (Knuth, Morris and Pratt).
  private func places(of mark: [UInt8], most: Int) -> [Int] {
    let borders = Self.borders(of: mark)
    var places: [Int] = []
    var matched = 0
    for (at, byte) in bytes.enumerated() where places.count < most {
      matched = Self.next(matched, byte, mark, borders)
      guard matched == mark.count else { continue }
      places.append(at + 1 - mark.count)
      matched = 0
    }
    return places
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
