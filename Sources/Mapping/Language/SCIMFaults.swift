import SCIM

extension ExpressionProblem {
  /// What SCIM's parser says about `text`, which begins `offset` bytes into the expression; its place is in its words.
  init(_ what: String, _ error: SCIMError, in text: String, offset: Int, fix: String? = nil, see: String) {
    let whole = offset..<offset + text.utf8.count
    let (place, said) = Self.placed(error.detail, in: text)
    self.init("\(what): \(said)", at: place?.moved(by: offset) ?? whole, fix: fix, see: see)
  }

  /// Takes `at character 8, 'xyz': ` off a detail: the bytes from there up to the word's end, and the rest.
  private static func placed(_ detail: String, in text: String) -> (Range<Int>?, String) {
    let head = "at character "
    guard detail.hasPrefix(head), let colon = detail.firstRange(of: detail.contains("': ") ? "': " : ": "),
      let number = Int(detail.dropFirst(head.count).prefix { $0.isNumber }), (1...text.utf8.count + 1).contains(number)
    else { return (nil, detail) }
    let word = text.utf8.dropFirst(number - 1).prefix { !" ])".utf8.contains($0) }
    return (number - 1..<number - 1 + word.count, String(detail[colon.upperBound...]))
  }
}
