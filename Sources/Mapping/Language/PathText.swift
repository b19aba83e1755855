/// The parts of an attribute path's text, by their UTF-8 bytes there: for carets, not for meaning.
struct PathText {
  let text: String
  /// The attribute, its schema's URN left out.
  let attribute: Range<Int>
  /// What stands between `[` and `]`.
  let filter: Range<Int>?
  /// What follows the last `.`.
  let subAttribute: Range<Int>?

  init(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    let open = bytes.firstIndex(of: UInt8(ascii: "["))
    let close = open == nil ? nil : bytes.lastIndex(of: UInt8(ascii: "]"))
    let head = bytes[..<(open ?? bytes.count)]
    let start = head.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? 0
    let dot = open == nil ? bytes[start...].firstIndex(of: UInt8(ascii: ".")) : nil
    attribute = start..<(dot ?? head.endIndex)
    if let open, let close, open < close {
      filter = open + 1..<close
      subAttribute = close + 2 < bytes.count ? close + 2..<bytes.count : nil
    } else {
      filter = nil
      subAttribute = dot.flatMap { $0 + 1 < bytes.count ? $0 + 1..<bytes.count : nil }
    }
  }

  /// The path up to the attribute: schema and attribute without value filter and sub-attribute.
  var base: String { self[0..<attribute.upperBound] }

  subscript(range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }

  /// The text with other bytes in a range.
  func replacing(_ range: Range<Int>, with other: String) -> String {
    self[0..<range.lowerBound] + other + self[range.upperBound..<text.utf8.count]
  }
}

extension Range<Int> {
  /// The same bytes, counted from `offset` bytes earlier.
  func moved(by offset: Int) -> Range<Int> { lowerBound + offset..<upperBound + offset }
}
