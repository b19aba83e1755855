extension Diagnostic {
  /// The diagnostic as a person reads it: `file:line:column: error: …`, the line, a caret, the fix.
  public func rendered(colour: Bool = false) -> String {
    let paint = Paint(on: colour)
    var lines = [head(paint)]
    if let range, let excerpt {
      let number = String(range.start.line)
      lines.append(" \(number) | \(excerpt)")
      lines.append(" \(spaces(number.count)) | \(underline(range, in: excerpt, paint))")
    }
    if let fix { lines.append("    = fix: \(fix)") }
    if let see { lines.append("    = see: \(see)") }
    return lines.joined(separator: "\n")
  }

  private func head(_ paint: Paint) -> String {
    let kind = severity == .error ? paint.red("error:") : paint.yellow("warning:")
    guard let range else { return "\(kind) \(message)" }
    return "\(range.file):\(range.start.line):\(range.start.column): \(kind) \(message)"
  }

  private func underline(_ range: SourceRange, in excerpt: String, _ paint: Paint) -> String {
    let lead = excerpt.unicodeScalars.prefix(range.start.column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
    let rest = max(1, excerpt.unicodeScalars.count - range.start.column + 1)
    let length = range.end.line == range.start.line ? range.end.column - range.start.column : rest
    return lead + paint.red(String(repeating: "^", count: min(max(1, length), rest)))
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

/// Colours of a terminal, or none.
public struct Paint: Sendable {
  private let on: Bool

  /// Colours when `on`, plain text otherwise.
  public init(on: Bool) { self.on = on }

  /// For errors.
  public func red(_ text: String) -> String { wrap(text, "31;1") }
  /// For warnings.
  public func yellow(_ text: String) -> String { wrap(text, "33;1") }
  /// For what went well.
  public func green(_ text: String) -> String { wrap(text, "32;1") }
  /// For headings.
  public func bold(_ text: String) -> String { wrap(text, "1") }
  /// For what matters less.
  public func dim(_ text: String) -> String { wrap(text, "2") }

  private func wrap(_ text: String, _ code: String) -> String {
    on ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
