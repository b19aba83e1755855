internal import Diagnostics
internal import JSON
internal import Text

/// A directory entry as people read it: what it is, where each value came from, what stands behind it, what holds it.
struct EntrySheet {
  private let shown: JSON
  private let terminal: Terminal

  init(_ shown: JSON, _ terminal: Terminal) {
    self.shown = shown
    self.terminal = terminal
  }

  func print() {
    attributes()
    section(
      "Links", ["PROVIDER", "IDP", "SCIM ID", "EXTERNAL ID"],
      list(entry["links"]).map { row($0, ["provider", "idp", "sourceID", "externalID"]) })
    section("Member of", ["GROUP", "ID"], list(shown["memberships"]).map { row($0, ["display", "id"]) })
    section(
      "Members", ["MEMBER", "KIND", "ID"],
      list(entry["members"]).map { member in
        [member["display"]?.string ?? member["value"]?.string ?? "–", member["kind"]?.string ?? "–"]
          + [member["pending"]?.bool == true ? "(not known yet)" : member["id"]?.string ?? "–"]
      })
    section(
      "Holds", ["REASON", "PROVIDER", "SINCE", "DETAIL"],
      list(shown["holds"]).map { row($0, ["reason", "provider", "since", "detail"]) })
    for source in list(shown["sources"]) { record(source) }
  }

  private var entry: JSON { shown["entry"] ?? .null }

  /// Values, each with the provider and the path that it came from.
  private func attributes() {
    let hidden = ["links", "provenance", "members", "custom"]
    let own = members(entry).filter { !hidden.contains($0.key) }
    let values = own + members(entry["custom"])
    let rows = values.map { name, value -> [String] in
      let mark = entry["provenance"]?[name]
      let withheld = mark?["withheld"]?.string.map { ", which wants '\($0)'" } ?? ""
      let origin = mark.map { "\(text($0["provider"])): \(text($0["path"]))\(withheld)" } ?? ""
      return [name, text(value), origin]
    }
    terminal.table(["ATTRIBUTE", "VALUE", "FROM"], rows)
  }

  private func record(_ source: JSON) {
    title("Source record of \(text(source["provider"])) (\(text(source["idp"]))), version \(text(source["version"]))")
    for line in (source["resource"] ?? .null).pretty().split(separator: "\n") {
      terminal.out("  " + String(line).printableJSON)
    }
  }

  private func section(_ name: String, _ head: [String], _ rows: [[String]]) {
    guard !rows.isEmpty else { return }
    title(name)
    terminal.table(head, rows)
  }

  private func title(_ text: String) { terminal.out("\n\(terminal.paint.bold(text.printable))") }

  private func list(_ value: JSON?) -> [JSON] { value?.array ?? [] }

  private func members(_ value: JSON?) -> [JSONObject.Member] {
    guard case .object(let object)? = value else { return [] }
    return Array(object)
  }

  private func row(_ value: JSON, _ names: [String]) -> [String] { names.map { text(value[$0]) } }

  private func text(_ value: JSON?) -> String {
    switch value {
    case nil, .null?: "–"
    case .string(let text)?: text
    case .array(let elements)?: elements.map { text($0) }.joined(separator: ", ")
    case .object(let object)?:
      object["display"]?.string ?? object["value"]?.string ?? JSON.object(object).description
    case let value?: value.description
    }
  }
}
