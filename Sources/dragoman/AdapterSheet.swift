internal import Diagnostics
internal import JSON

/// One adapter, for people.
struct AdapterSheet {
  private let adapter: JSON
  private let terminal: Terminal

  init(_ adapter: JSON, _ terminal: Terminal) {
    self.adapter = adapter
    self.terminal = terminal
  }

  func print() {
    let rows = [
      ("name", "name"), ("IdP", "idp"), ("version", "version"), ("form", "form"), ("evidence", "evidence"),
      ("stamp", "stamp"), ("isolation", "isolation"), ("folder", "folder"), ("used by", "usedBy"), ("health", "health"),
    ]
    for (title, key) in rows {
      let name = title + String(repeating: " ", count: 10 - title.count)
      terminal.out(terminal.paint.bold(name) + (adapter[key]?.string ?? "–"))
    }
    printProviders()
    printDeviations()
    printOptions()
    guard let mapping = adapter["mapping"]?.string else { return }
    head("Default mapping")
    terminal.out(mapping)
  }

  private func printProviders() {
    let providers = adapter["providers"]?.array ?? []
    guard !providers.isEmpty else { return }
    head("Providers")
    terminal.table(
      ["PROVIDER", "ISOLATION", "HEALTH", "RESTARTS", "LAST END OF A PROCESS"],
      providers.map { row in
        let restarts = row["restarts"]?.integer.map { "\($0)" } ?? "–"
        let end = row["lastEnd"]?.string ?? "–"
        return [row.text("name"), row.text("isolation"), row["reason"]?.string ?? row.text("health"), restarts, end]
      })
  }

  private func printDeviations() {
    head("Deviations")
    let deviations = adapter["deviations"]?.array ?? []
    let forms = adapter["strict"]?.bool == true ? "The lenient forms are off." : "The lenient forms are on."
    terminal.out("\(forms) `dragoman deviations` has them all.")
    guard !deviations.isEmpty else { return }
    terminal.table(
      ["DEVIATION", "RFC", "FACTS", "MEANING"],
      deviations.map { row in
        let facts = (row["facts"]?.array ?? []).compactMap(\.string).joined(separator: " ")
        return ["\(row.text("name")): \(row.text("value"))", row.text("rfc"), facts, row.text("meaning")]
      })
  }

  private func printOptions() {
    let options = adapter["options"]?.array ?? []
    guard !options.isEmpty else { return }
    head("Options")
    terminal.table(
      ["OPTION", "VALUES", "DEFAULT", "MEANING"],
      options.map { row in
        let values = (row["values"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
        let standard = row["default"].map { $0.isNull ? "–" : $0.string ?? $0.description } ?? "–"
        return [row.text("name"), values.isEmpty ? row.text("type") : values, standard, row.text("help")]
      })
  }

  private func head(_ text: String) { terminal.out("\n" + terminal.paint.bold("── \(text) ──")) }
}

extension JSON {
  /// A member's text, empty where there is none.
  func text(_ key: String) -> String { self[key]?.string ?? "" }
}
