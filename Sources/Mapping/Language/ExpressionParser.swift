import JSON

/// Reads an expression's text into its syntax; the first thing that can't be read is thrown.
///
/// Bounded: 8 KiB of text, 16 calls within each other, 512 parts.
struct ExpressionParser {
  static let textLimit = 8192
  static let depthLimit = 16
  static let partLimit = 512

  private let text: String
  private var tokenizer: Tokenizer
  private var token: Token
  private var parts = 0

  static func parse(_ text: String) throws(ExpressionProblem) -> Syntax {
    guard text.utf8.count <= textLimit else {
      throw ExpressionProblem("the expression has more than \(textLimit / 1024) KiB", at: 0..<1)
    }
    var parser = try ExpressionParser(text)
    return try parser.whole()
  }

  private init(_ text: String) throws(ExpressionProblem) {
    self.text = text
    tokenizer = Tokenizer(text)
    token = try tokenizer.next()
  }

  private mutating func whole() throws(ExpressionProblem) -> Syntax {
    guard token.kind != .end else {
      throw ExpressionProblem("an expression is expected", at: 0..<0, fix: "an attribute path: userName")
    }
    let syntax = try part(depth: 0)
    guard token.kind == .end else { throw leftover(after: syntax) }
    return syntax
  }

  private mutating func part(depth: Int) throws(ExpressionProblem) -> Syntax {
    parts += 1
    guard parts <= Self.partLimit else {
      throw ExpressionProblem("the expression has more than \(Self.partLimit) parts", at: token.range)
    }
    let first = token
    switch first.kind {
    case .text(let text): return try literal(.string(text))
    case .number(let number): return try literal(.number(number))
    case .reference(let name):
      try advance()
      return Syntax(form: .reference(name), range: first.range)
    case .word(let word):
      try advance()
      return token.kind == .open
        ? try call(word, first.range, depth: depth) : Syntax(form: named(word), range: first.range)
    case .open:
      throw ExpressionProblem("parentheses stand only after a function's name", at: first.range, see: Manual.functions)
    case .close, .comma, .end: throw missingPart()
    }
  }

  private mutating func literal(_ value: JSON) throws(ExpressionProblem) -> Syntax {
    let range = token.range
    try advance()
    return Syntax(form: .literal(value), range: range)
  }

  private func named(_ word: String) -> Syntax.Form {
    switch word {
    case "true", "True": .literal(true)
    case "false", "False": .literal(false)
    default: .path(word)
    }
  }

  private mutating func call(_ name: String, _ range: Range<Int>, depth: Int) throws(ExpressionProblem) -> Syntax {
    guard depth < Self.depthLimit else {
      throw ExpressionProblem("more than \(Self.depthLimit) calls stand within each other", at: range)
    }
    let open = token.range
    try advance()
    var arguments: [Syntax] = []
    if token.kind != .close {
      arguments.append(try part(depth: depth + 1))
      while token.kind == .comma {
        try advance()
        arguments.append(try part(depth: depth + 1))
      }
    }
    guard token.kind == .close else { throw unclosed(name, open) }
    let end = token.range.upperBound
    try advance()
    return Syntax(form: .call(name, range, arguments), range: range.lowerBound..<end)
  }

  private mutating func advance() throws(ExpressionProblem) { token = try tokenizer.next() }

  private func missingPart() -> ExpressionProblem {
    guard token.kind != .end else {
      return ExpressionProblem(
        "the expression ends where an argument is expected", at: token.range, fix: "write \"\" for an empty text",
        isCut: true)
    }
    let sign = token.kind == .comma ? "," : ")"
    return ExpressionProblem(
      "an argument is missing before '\(sign)'", at: token.range, fix: "write \"\" for an empty text")
  }

  private func unclosed(_ name: String, _ open: Range<Int>) -> ExpressionProblem {
    guard token.kind != .end else {
      return ExpressionProblem(
        "')' is missing after the arguments of '\(name)'", at: open, fix: text + ")", isCut: true)
    }
    return ExpressionProblem("',' or ')' is expected in the arguments of '\(name)'", at: token.range)
  }

  private func leftover(after syntax: Syntax) -> ExpressionProblem {
    let what = token.kind == .close ? "this ')' closes nothing" : "nothing may follow the expression"
    return ExpressionProblem(
      what, at: token.range, fix: "one path, one text or one function: join(\" \", …)",
      doubt: .text)
  }
}
