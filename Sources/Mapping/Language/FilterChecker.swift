import Diagnostics
import JSON
import SCIM

/// Finds the first thing in a filter that can't be meant, with its place (RFC 7644 §3.4.2.2).
struct FilterChecker {
  /// A word, a text in quotes or a parenthesis.
  private struct Piece {
    let text: String
    let range: Range<Int>
  }

  private let text: PathText
  private let offset: Int
  private let checkName: (String, Range<Int>) -> ExpressionProblem?
  private var pieces: ArraySlice<Piece>

  /// Reads `range` of `text`, which begins `offset` bytes into the expression; `checkName` judges attribute names.
  init(
    _ text: PathText, _ range: Range<Int>, offset: Int,
    checkName: @escaping (String, Range<Int>) -> ExpressionProblem?
  ) {
    self.text = text
    self.offset = offset
    self.checkName = checkName
    pieces = Self.pieces(of: Array(text.text.utf8), in: range)[...]
  }

  /// The first problem; nil when SCIM's own parser should judge the rest.
  mutating func problem() -> ExpressionProblem? {
    while let piece = pieces.popFirst() {
      switch piece.text.lowercased() {
      case "(", ")", "and", "or", "not": continue
      default: if let problem = comparison(of: piece) { return problem }
      }
    }
    return nil
  }

  private mutating func comparison(of name: Piece) -> ExpressionProblem? {
    if let problem = checkName(name.text, name.range.moved(by: offset)) { return problem }
    guard !name.text.hasSuffix("]") else { return nil }
    guard let sign = pieces.popFirst() else {
      return problem("an operator is expected after '\(name.text)'", name, fix: "\(name.text) eq \"…\"")
    }
    guard sign.text.lowercased() != "pr" else { return nil }
    guard FilterOperator(rawValue: sign.text.lowercased()) != nil else { return unknownOperator(sign) }
    guard let value = pieces.popFirst(), value.text != ")" else {
      return problem("a value is expected after '\(sign.text)'", sign, fix: "\(name.text) \(sign.text) \"…\"")
    }
    if isTruth(value.text), ["primary", "active"].contains(name.text.lowercased()) { return text(value, for: name) }
    return isValue(value.text) ? nil : unquoted(value)
  }

  private func unknownOperator(_ sign: Piece) -> ExpressionProblem {
    let known = FilterOperator.allCases.map(\.rawValue) + ["pr"]
    let meant = ["=": "eq", "==": "eq", "!=": "ne", "<>": "ne", ">": "gt", "<": "lt", ">=": "ge", "<=": "le"]
    let near = meant[sign.text] ?? suggestion(for: sign.text, among: known)
    return problem(
      "'\(sign.text)' is not an operator of a filter", sign,
      fix: near.map { "did you mean '\($0)'?" } ?? "one of " + known.joined(separator: " "))
  }

  private func unquoted(_ value: Piece) -> ExpressionProblem {
    let word = value.text.lowercased()
    let quoted = ["true", "false", "null"].contains(word) ? word : "\"\(value.text.filter { $0 != "'" })\""
    return problem(
      "'\(value.text)' is not a value that an attribute can be compared with", value,
      fix: (quoted == word ? "write it so: " : "quote it: ") + text.replacing(value.range, with: quoted))
  }

  /// Entra's `primary eq "True"`.
  private func text(_ value: Piece, for name: Piece) -> ExpressionProblem {
    let plain = value.text.lowercased().filter { $0 != "\"" }
    return problem(
      "\(value.text) is a text, and \(name.text) is true or false", value,
      fix: "write it so: \(text.replacing(value.range, with: plain))")
  }

  private func isTruth(_ text: String) -> Bool { ["\"true\"", "\"false\""].contains(text.lowercased()) }

  private func isValue(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "\"") || ["true", "false", "null"].contains(text)
      || JSONNumber(literal: text) != nil
  }

  private func problem(_ message: String, _ piece: Piece, fix: String) -> ExpressionProblem {
    ExpressionProblem(message, at: piece.range.moved(by: offset), fix: fix, see: Manual.filters)
  }

  private static func pieces(of bytes: [UInt8], in range: Range<Int>) -> [Piece] {
    var pieces: [Piece] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      switch bytes[at] {
      case 0x20, 0x09, 0x0A, 0x0D:
        at += 1
        continue
      case UInt8(ascii: "("), UInt8(ascii: ")"): at += 1
      default: at = end(of: bytes, from: at, below: range.upperBound)
      }
      pieces.append(Piece(text: String(decoding: bytes[start..<at], as: UTF8.self), range: start..<at))
    }
    return pieces
  }

  /// A word ends with white space or a parenthesis outside of quotes and brackets.
  private static func end(of bytes: [UInt8], from start: Int, below limit: Int) -> Int {
    var (at, quoted, depth) = (start, false, 0)
    while at < limit {
      switch bytes[at] {
      case UInt8(ascii: "\\") where quoted: at += 1
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: "[") where !quoted: depth += 1
      case UInt8(ascii: "]") where !quoted: depth -= 1
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ")"):
        if !quoted, depth <= 0 { return at }
      default: break
      }
      at += 1
    }
    return min(at, limit)
  }
}
