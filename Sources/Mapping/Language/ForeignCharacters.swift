extension Tokenizer {
  /// What to say about a character that begins no token: mostly the habit of another IdP's language.
  func foreignCharacter() -> ExpressionProblem {
    switch bytes[at] {
    case UInt8(ascii: "["): return bracketedName()
    case UInt8(ascii: "'"): return singleQuotes()
    case let byte where "+&=!<>?|*/%".utf8.contains(byte): return operatorSign()
    default: return unknownCharacter()
    }
  }

  private func bracketedName() -> ExpressionProblem {
    let end = bytes[at...].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 } ?? bytes.count
    let name = string(at + 1..<max(at + 1, end - 1)).trimmingSpaces
    return ExpressionProblem(
      "attributes are written without brackets here; [\(name)] is Entra's spelling", at: at..<end,
      fix: ForeignNames.path(for: name) ?? name)
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
