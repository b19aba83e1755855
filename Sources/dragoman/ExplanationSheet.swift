internal import Diagnostics
internal import JSON
internal import Text

/// An explanation as people read it: where each value came from, then each rule with its steps.
struct ExplanationSheet {
  private let shown: JSON
  private let terminal: Terminal

  init(_ shown: JSON, _ terminal: Terminal) {
    self.shown = shown
    self.terminal = terminal
  }

  func print() {
    let values = shown["values"]?.array ?? []
    if !values.isEmpty {
      terminal.table(["ATTRIBUTE", "VALUE", "PROVIDER", "MAPPING", "AT", "FROM"], values.map(origin))
    }
    for (index, source) in (shown["sources"]?.array ?? []).enumerated() {
      if index > 0 || !values.isEmpty { terminal.out("") }
      print(source)
    }
  }

  private func origin(_ value: JSON) -> [String] {
    let mapping = value["mapping"]?.string.map { $0 + (value["inForce"]?.bool == false ? " (earlier)" : "") }
    let withheld = value["withheld"]?.string.map { ", which wants '\($0)'" } ?? ""
    return [
      text(value["attribute"]), (value["value"] ?? .null).brief, text(value["provider"]), mapping ?? "–",
      text(value["at"]), text(value["path"]) + withheld,
    ]
  }

  private func print(_ source: JSON) {
    let head = "\(text(source["provider"])) (\(text(source["adapter"]))), mapping \(text(source["mapping"]))"
    terminal.out(terminal.paint.bold("The way through \(head)".printable))
    for note in source["notes"]?.array ?? [] { terminal.out("  adapter: \(text(note).printable)") }
    terminal.table(["ATTRIBUTE", "RULE AND STEPS", "GIVES", "OUTCOME"], (source["rules"]?.array ?? []).flatMap(rows))
    terminal.out("\n\(outcome(source["entry"] ?? .null).printable)")
  }

  /// The rule, then its parts, the inner ones deeper.
  private func rows(_ rule: JSON) -> [[String]] {
    let steps = rule["steps"]?.array ?? []
    let reason = rule["reason"]?.string.map { ": \($0)" } ?? ""
    let notes = (rule["notes"]?.array ?? []).map { "; \(text($0))" }.joined()
    let head = [
      text(rule["attribute"]), text(rule["rule"]), (rule["result"] ?? .null).brief,
      "\(text(rule["outcome"]))\(reason)\(notes), \(text(rule["place"]))",
    ]
    guard steps.count > 1 else { return [head] }
    return [head]
      + steps.map { step in
        let depth = Int(step["depth"]?.integer ?? 0)
        let indent = String(repeating: "  ", count: min(depth, 12) + 1)
        return ["", indent + text(step["expression"]), (step["value"] ?? .null).brief, ""]
      }
  }

  private func outcome(_ entry: JSON) -> String {
    let detail = entry["detail"]?.string.map { ": \($0)" } ?? ""
    let id = entry["id"]?.string.map { " (\($0))" } ?? ""
    switch entry["effect"]?.string {
    case "applied": return "The directory follows\(id)\(detail)"
    case "held": return "The directory entry\(id) is on hold\(detail)"
    case "withheld": return "The directory follows\(id), but not in everything\(detail)"
    default: return "The directory stays as it is\(id)\(detail)"
    }
  }

  private func text(_ value: JSON?) -> String { value?.string ?? value.map(\.description) ?? "–" }
}

extension JSON {
  /// A value in a table: texts in quotes, so that blanks show; nothing as a dash.
  var brief: String { isNull ? "–" : description }
}
