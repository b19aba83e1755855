import Diagnostics

/// The value of a text, and everything that is wrong with it; there is no value when something is.
func compose(_ source: SourceText) -> (root: YAMLNode?, findings: [Diagnostic]) {
  let check = CharacterCheck(source)
  let parser = EventParser(source.hasByteOrderMark ? check.bytes.dropFirst(3) : check.bytes[...])
  var composer = Composer(source)
  var findings = check.findings
  do throws(ParserProblem) {
    while !composer.isFull {
      let event = try parser.next()
      if case .streamEnd = event.kind { break }
      composer.take(event)
    }
  } catch {
    findings.append(SyntaxMistake(error, in: source).diagnostic)
  }
  findings += composer.findings
  return (findings.isEmpty ? composer.root.flatMap { $0.isNothing ? nil : $0 } : nil, findings)
}

extension YAMLNode {
  /// Whether nothing at all is written here.
  fileprivate var isNothing: Bool {
    if case .scalar("", .plain) = content { true } else { false }
  }
}
