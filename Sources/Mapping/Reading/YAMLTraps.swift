import Diagnostics
import YAML

/// What YAML does to an expression without a word: each gets a diagnostic with the quoted form as its fix.
struct YAMLTraps {
  let source: YAMLSource
  /// The attribute's name as written.
  let key: String
  let findings: Findings

  /// `department: [department]`: Entra's spelling, which YAML reads as a list.
  func reportBrackets(_ node: YAMLNode) {
    let names = node.elements?.compactMap(\.scalar) ?? []
    let written = "[\(names.joined(separator: ", "))]"
    let paths = names.map { ForeignNames.path(for: $0) ?? $0 }
    report(
      "YAML reads \(written) as a list; an attribute is written without Entra's brackets", at: node.range,
      fix: "\(key): \(paths.count == 1 ? paths[0] : "coalesce(\(paths.joined(separator: ", ")))")")
  }

  /// An expression that a `: ` within it made into a mapping; false when `node` is no such thing.
  func reportsColon(_ node: YAMLNode) -> Bool {
    guard let first = node.members?.first, first.name.contains(where: { "(\"[$".contains($0) }) else { return false }
    let end = first.key.range.end.offset
    let colon = range(first.key.range, from: end, to: end + 1)
    report(
      "YAML reads ': ' as the end of a key, so this expression was taken for a mapping", at: colon,
      fix: quoted(line(from: first.key.range.start.offset)))
    return true
  }

  /// An expression that ends where YAML took a ` #` or, within `{ }`, a comma for its end; false when it wasn't cut.
  func reportsCut(_ node: YAMLNode, _ problem: ExpressionProblem) -> Bool {
    guard problem.isCut, isPlain(node) else { return false }
    let start = node.range.start.offset
    let (end, rest) = (node.range.end.offset, line(from: node.range.end.offset))
    let blanks = rest.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
    let sign = rest.utf8.dropFirst(blanks).first
    if blanks > 0, sign == UInt8(ascii: "#") {
      report(
        "YAML reads ' #' as the beginning of a comment, so the expression ends before it",
        at: range(node.range, from: end + blanks, to: end + rest.utf8.count), fix: quoted(line(from: start)))
      return true
    }
    guard sign == UInt8(ascii: ",") else { return false }
    report(
      "YAML ends a value within { } at a comma, so the expression ends before it",
      at: range(node.range, from: end + blanks, to: end + blanks + 1), fix: quoted(balanced(line(from: start))))
    return true
  }

  /// Whether a plain scalar's next character is a comma.
  func endsAtComma(_ node: YAMLNode) -> Bool {
    isPlain(node) && line(from: node.range.end.offset).trimmingSpaces.hasPrefix(",")
  }

  /// What a comma within `{ }` left of an expression: a key that can't be one, without a value.
  static func isLeftover(_ member: YAMLMember) -> Bool {
    member.value.isNull && member.name.utf8.contains { !Tokenizer.startsWord($0) }
  }

  private func isPlain(_ node: YAMLNode) -> Bool {
    if case .scalar(_, .plain) = node.content { true } else { false }
  }

  /// The rest of the line from a byte of the file on.
  private func line(from offset: Int) -> String {
    let rest = source.text.utf8.dropFirst(offset).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: rest, as: UTF8.self)
  }

  /// A part of the line that `range` ends in.
  private func range(_ range: SourceRange, from start: Int, to end: Int) -> SourceRange {
    let text = source.text.utf8
    func mark(_ offset: Int) -> SourceMark {
      let between = text.dropFirst(range.end.offset).prefix(offset - range.end.offset)
      let scalars = String(decoding: between, as: UTF8.self).unicodeScalars.count
      return SourceMark(offset: offset, line: range.end.line, column: range.end.column + scalars)
    }
    return SourceRange(file: range.file, start: mark(start), end: mark(end))
  }

  /// The text up to the parenthesis that closes its first one.
  private func balanced(_ text: String) -> String {
    var (depth, isQuoted) = (0, false)
    for (index, character) in zip(text.indices, text) {
      switch character {
      case "\"": isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted:
        depth -= 1
        if depth == 0 { return String(text[...index]) }
      default: break
      }
    }
    return text
  }

  func quoted(_ text: String) -> String {
    let inner = text.trimmingSpaces.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
    return "quote it: '\(inner)'"
  }

  func report(_ message: String, at range: SourceRange, fix: String) {
    findings.report(source.diagnostic(message, at: range, fix: fix, see: Manual.mappings))
  }
}
