internal import Diagnostics
internal import Host
internal import JSON

extension Verbs {
  static let deviations = Verb(
    name: "deviations",
    summary: "Lists what an adapter may choose under deviations:, or shows one with its wire example",
    positional: [Positional(name: "NAME", isOptional: true)],
    notes: "Made from the code of this very host; `dragoman docs Deviations` is the same as a page."
  ) { arguments, terminal in
    guard let name = arguments.optionalWord(0) else { return list(arguments, terminal) }
    let row = try DeviationCatalogue.row(name)
    if arguments.json { terminal.json(row) } else { show(row, terminal) }
    return 0
  }

  private static func list(_ arguments: Arguments, _ terminal: Terminal) -> Int32 {
    let rows = DeviationCatalogue.rows
    guard !arguments.json else {
      rows.forEach(terminal.json)
      return 0
    }
    terminal.table(
      ["NAME", "VALUES", "DEFAULT", "STRICT", "RFC", "MEANING"],
      rows.map { row in
        let values = (row["values"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        return [row.text("name"), values] + ["default", "strict", "rfc", "meaning"].map(row.text)
      })
    return 0
  }

  private static func show(_ row: JSON, _ terminal: Terminal) {
    let texts = { (key: String) in (row[key]?.array ?? []).compactMap(\.string) }
    terminal.out("\(terminal.paint.bold(row.text("name"))), a \(row.text("kind"))\n\n\(row.text("meaning"))\n")
    terminal.out("values   \(texts("values").joined(separator: ", "))")
    terminal.out("default  \(row.text("default")), \(row.text("strict")) with strict: true")
    terminal.out("RFC      \(row.text("rfc"))")
    terminal.out("facts    \(texts("facts").joined(separator: " "))")
    guard let example = row["example"] else { return }
    terminal.out("\nOn the wire:\n")
    (example["given"]?.array ?? []).compactMap(\.string).forEach { terminal.out("  given    \($0)") }
    terminal.out("  sent     \(example.text("sent"))")
    if let read = example["read"]?.string { terminal.out("  read as  \(read)") }
    for outcome in example["outcomes"]?.array ?? [] {
      terminal.out("  \(row.text("name")): \(outcome.text("value"))  →  \(outcome.text("answer"))")
    }
  }
}
