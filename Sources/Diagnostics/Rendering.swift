extension Diagnostic {
  /// The diagnostic as a person reads it: `file:line:column: error: …`, the line, a caret, the fix.
  public func rendered(colour: Bool = false) -> String {
    let paint = Paint(on: colour)
    var lines = [head(paint)]
    if let range, let excerpt {
      let number = String(range.start.line)
      let shown = Excerpt(excerpt, marking: range)
      lines.append(" \(number) | \(shown.text)")
      lines.append(" \(spaces(number.count)) | \(shown.lead)\(paint.red(shown.carets))")
    }
    if let difference { lines += difference.rendered(paint).map { "    " + $0 } }
    if let fix { lines.append(note("fix", fix)) }
    if let see { lines.append(note("see", see)) }
    return lines.joined(separator: "\n")
  }

  private func head(_ paint: Paint) -> String {
    let kind = severity == .error ? paint.red("error:") : paint.yellow("warning:")
    guard let range else { return "\(kind) \(visible(message))" }
    return "\(visible(range.file)):\(range.start.line):\(range.start.column): \(kind) \(visible(message))"
  }

  /// Further lines of a fix stand under its first.
  private func note(_ name: String, _ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { visible(String($0)) }
    return "    = \(name): " + lines.joined(separator: "\n" + spaces(8 + name.count))
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
