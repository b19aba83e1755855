import Diagnostics

/// A problem of libyaml in the words of somebody who writes a configuration, with what to write instead.
struct SyntaxMistake {
  private let source: SourceText
  private let problem: String
  private let place: SourceRange
  private let context: SourceRange?

  init(_ problem: ParserProblem, in source: SourceText) {
    let base = source.hasByteOrderMark ? 1 : 0
    self.source = source
    self.problem = problem.problem
    place = source.range(scalars: problem.place + base, problem.place + base + 1)
    context = problem.contextPlace.map { source.range(scalars: $0 + base, $0 + base + 1) }
  }

  var diagnostic: Diagnostic {
    if let finding = tab ?? structure ?? quoting ?? property { return finding }
    return report("this isn't YAML: \(problem)")
  }

  private var tab: Diagnostic? {
    guard problem.hasPrefix("found a tab") || character == "\t" && problem.contains("cannot start") else { return nil }
    return report("a tab can't indent", fix: "indent with blanks")
  }

  private var structure: Diagnostic? {
    switch problem {
    case "mapping values are not allowed in this context": return colon
    case "did not find expected key":
      return followsQuote ?? report("a key is expected here\(inContext("mapping"))", fix: sameIndentation)
    case "did not find expected '-' indicator":
      return report("'- ' is expected here\(inContext("list"))", fix: sameIndentation)
    case "did not find expected ',' or ']'":
      return report(
        "',' or ']' is expected here\(inContext("list"))", fix: "close the list with ], or put the text in quotes")
    case "did not find expected ',' or '}'":
      return report(
        "',' or '}' is expected here\(inContext("mapping"))", fix: "close the mapping with }, or put the text in quotes"
      )
    case "did not find expected node content": return report("a value is expected here")
    case "did not find expected <document start>":
      return report("something follows the end of the file's value", fix: sameIndentation)
    case "block sequence entries are not allowed in this context":
      return report("a list can't begin here", fix: "put '- ' on a line of its own, or write [a, b]")
    case "mapping keys are not allowed in this context":
      return report("a key can't begin here", fix: "a text that begins with ? needs quotes")
    case "exceeded maximum nesting level", "input is too long":
      return report("nested deeper than \(YAMLLimits.depth) levels")
    case "did not find expected comment or line break":
      return report("nothing may stand beside the mark of a block", fix: "begin the text in the next line")
    case "found an indentation indicator equal to 0":
      return report("a block is indented by 1 to 9 blanks, not by 0")
    default: return nil
    }
  }

  private var quoting: Diagnostic? {
    switch problem {
    case "could not find expected ':'":
      return report("':' is missing after a key", at: context.map(toEndOfLine), fix: "write ': ' after the key")
    case "found unexpected end of stream", "found unexpected document indicator":
      let mark = context.map { source.slice($0.start.offset..<$0.start.offset + 1) } ?? "\""
      return report("a quote isn't closed", at: context, fix: "close it with \(mark)")
    case "found unknown escape character":
      return report("an unknown escape stands in a text", fix: #"write \\ for a backslash, or put the text in '…'"#)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return report("an escape names no character", fix: #"write \u and four hex digits"#)
    case "found unexpected ':'":
      return report("':' in a text within { } or [ ] needs quotes", fix: "put the text in quotes")
    case "found character that cannot start any token":
      return report("'\(character)' can't begin a text without quotes", fix: "put the text in quotes: \(quoted(word))")
    default: return nil
    }
  }

  private var property: Diagnostic? {
    if problem == "did not find expected alphabetic or numeric character" {
      return report("a text can't begin with * or & without quotes", at: context, fix: "put the text in quotes")
    }
    if problem.contains("tag URI") || problem.contains("tag handle") || problem.contains("'!'")
      || problem.contains("URI")
    {
      return report("a tag isn't taken", at: context, fix: "a text that begins with ! needs quotes")
    }
    if ["directive", "version", "%", "incompatible"].contains(where: problem.contains) {
      return report("a line that begins with % isn't taken", at: context, fix: "remove the line")
    }
    return nil
  }

  /// `key: a: b`, or a line that is indented deeper than the ones it belongs to.
  private var colon: Diagnostic {
    let line = source.excerpt(place) ?? ""
    let before = String(String.UnicodeScalarView(line.unicodeScalars.prefix(max(0, place.start.column - 1))))
    guard let first = before.firstRange(of: ": ") else {
      return withoutColon ?? report("a key can't stand here: the line above has its value", fix: sameIndentation)
    }
    let value = line[first.upperBound...].drop { $0 == " " }
    let text = value.firstRange(of: " #").map { value[..<$0.lowerBound] } ?? value
    return report("a second ': ' stands in one line", fix: "put the value in quotes: \(quoted(String(text)))")
  }

  /// `key value` in the line above, which then continues in this one.
  private var withoutColon: Diagnostic? {
    guard let bytes = source.lines.bytes(ofLine: place.start.line - 1) else { return nil }
    let line = source.slice(bytes)
    let blanks = line.prefix { $0 == " " }.count
    guard !line.contains(":"), !line.dropFirst(blanks).isEmpty, !line.dropFirst(blanks).hasPrefix("#") else {
      return nil
    }
    let range = source.range(offsets: bytes.lowerBound + blanks..<bytes.upperBound)
    return report("':' is missing after a key", at: range, fix: "write ': ' after the key")
  }

  /// `key: "a" b`.
  private var followsQuote: Diagnostic? {
    let before = source.excerpt(place)?.unicodeScalars.prefix(max(0, place.start.column - 1)).reversed() ?? []
    guard let last = before.first(where: { $0 != " " && $0 != "\t" }), last == "\"" || last == "'" else { return nil }
    return report("something follows the closing quote", fix: "put the whole value in one pair of quotes")
  }

  private var character: String { String(source.slice(place.start.offset..<place.end.offset)) }

  /// What stands at the place, up to the end of its line or element.
  private var word: String {
    let rest = source.slice(place.start.offset..<toEndOfLine(place).end.offset)
    return shown(String(rest.prefix { !",]}#".contains($0) }.reversed().drop { $0.isWhitespace }.reversed()))
  }

  private var sameIndentation: String { "indent the line like those it belongs to" }

  private func inContext(_ what: String) -> String {
    context.map { ", in the \(what) that begins at line \($0.start.line), column \($0.start.column)" } ?? ""
  }

  private func toEndOfLine(_ range: SourceRange) -> SourceRange {
    let end = source.lines.bytes(ofLine: range.start.line)?.upperBound ?? range.end.offset
    return source.range(offsets: range.start.offset..<max(end, range.start.offset))
  }

  private func quoted(_ text: String) -> String {
    "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }

  private func report(_ message: String, at range: SourceRange? = nil, fix: String? = nil) -> Diagnostic {
    source.diagnostic(message, at: range ?? place, fix: fix)
  }
}
