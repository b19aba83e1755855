internal import Text

/// RFC 4180 lines; a cell that a spreadsheet would take for a formula is defused with an apostrophe.
enum CSV {
  static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") }

  private static func cell(_ text: String) -> String {
    let safe = (text.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + text : text).printable
    guard safe.contains(where: { ",\"".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
