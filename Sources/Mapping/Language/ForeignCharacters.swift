extension Tokenizer {
  /// What to say about a character that begins no token: mostly the habit of another IdP's language.
  func foreignCharacter() -> ExpressionProblem {
    switch bytes[at] {
    case UInt8(ascii: "'"): return singleQuotes()
    case let byte where "+&=!<>?|*/%".utf8.contains(byte): return operatorSign()
    default: return unknownCharacter()
    }
  }

  /// Entra's `[surname]`, brackets included.
  mutating func bracketedName() throws(ExpressionProblem) -> String {
    let start = at
    guard let close = bytes[at...].firstIndex(of: UInt8(ascii: "]")) else {
      throw ExpressionProblem(
        "the attribute that begins here isn't closed", at: at..<bytes.count, fix: "end it with ']'")
    }
    at = close + 1
    let name = string(start + 1..<close)
    guard !name.isEmpty, name.utf8.allSatisfy(Self.continuesWord) else {
      throw ExpressionProblem(
        "'[…]' holds one attribute's name", at: start..<at, fix: "write its path, such as userName")
    }
    return string(start..<at)
  }

  private func singleQuotes() -> ExpressionProblem {
    let close = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "'"))
    let text = string(at + 1..<(close ?? bytes.count))
    return ExpressionProblem(
      "a text stands in double quotes", at: at..<(close.map { $0 + 1 } ?? bytes.count), fix: "\"\(text)\"")
  }

  private func operatorSign() -> ExpressionProblem {
    var end = at
    while end < bytes.count, "+&=!<>?|*/%".utf8.contains(bytes[end]) { end += 1 }
    let sign = string(at..<end)
    let fix =
      switch bytes[at] {
      case UInt8(ascii: "+"), UInt8(ascii: "&"): "join(\"\", name.givenName, name.familyName)"
      case UInt8(ascii: "?"): "if(active, \"yes\", \"no\")"
      default: "switch(userType, \"\", \"Employee\", \"staff\"), or the rule's key 'when'"
      }
    return ExpressionProblem(
      "'\(sign)' is an operator, and expressions have none, only functions", at: at..<end, fix: fix,
      see: Manual.functions)
  }

  private func unknownCharacter() -> ExpressionProblem {
    let character = String(decoding: bytes[at...], as: UTF8.self).unicodeScalars.first ?? "?"
    let end = min(bytes.count, at + String(character).utf8.count)
    let isQuote = "“”„«»‘’".unicodeScalars.contains(character)
    return ExpressionProblem(
      isQuote ? "a text stands in straight double quotes" : "'\(character)' can't stand in an expression",
      at: at..<end, fix: isQuote ? "\"…\"" : "put it into a text: \"\(character)\"")
  }
}
