import Foundation
import Host
import JSON
import Testing

/// A fact that is cited is explained, in words, in the manual of the adapter that relies on it.
@Suite("Facts in the adapters' manuals")
struct ReadmeFacts {
  static let adapters = ReadmeShown.Facts.known.map(\.adapter) + ["Standard"]

  /// Facts that the manual explains: by a row of the table that begins with them and says what, whose RFC section and
  /// from which source; or in a sentence that ends in the fact and its source, `(E-27, D)`.
  private static func explained(_ adapter: String) throws -> Set<String> {
    var facts = Set<String>()
    for line in try Markdown.text("Plugins/\(adapter)/README.md").split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count >= 3, cells[1].count > 8, cells.last?.isEmpty == false else { continue }
      facts.formUnion(cited(String(cells[0])))
    }
    let prose = try Markdown.text("Plugins/\(adapter)/README.md").replacing("\n", with: " ")
    for match in prose.matches(of: /\(((?:[A-Z]{1,2}-\d{2} ?)+), [A-Z]/) { facts.formUnion(cited(String(match.1))) }
    return facts
  }

  private static func cited(_ text: String) -> Set<String> {
    Set(text.matches(of: /\b[A-Z]{1,2}-\d{2}\b/).map { String($0.0) })
  }

  @Test("Every fact that manual, manifest or mapping cites", arguments: adapters)
  func manual(_ adapter: String) throws {
    let files = ["README.md", "adapter.yaml", "mapping.yaml"].map { "Plugins/\(adapter)/\($0)" }
    let cited = try files.reduce(into: Set<String>()) { $0.formUnion(Self.cited(try Markdown.text($1))) }
    #expect(try cited.subtracting(Self.explained(adapter)).sorted() == [])
  }

  @Test("Every fact that an exchange shows or the adapter's Swift undoes", arguments: adapters)
  func exchanges(_ adapter: String) throws {
    let explained = try Self.explained(adapter)
    let files = Markdown.files(under: ["Plugins/\(adapter)"]) { $0.hasSuffix(".yaml") || $0.hasSuffix(".swift") }
    for file in files {
      let text = try Markdown.text(file)
      let lists = text.matches(of: /(?m)^facts: \[(.*)\]/).map { String($0.1) }
      let cited = Self.cited(file.hasSuffix(".swift") ? text : lists.joined())
      #expect(cited.subtracting(explained).sorted() == [], "\(file)")
    }
  }

  @Test("Every source letter of a manual's table is named above it", arguments: ReadmeShown.Facts.known)
  func sources(_ facts: ReadmeShown.Facts) throws {
    let text = try Markdown.text("Plugins/\(facts.adapter)/README.md")
    let named = Set(text.matches(of: /\*\*([A-Z])\*\*/).map { String($0.1) })
    let rows = text.split(separator: "\n").filter { $0.contains(/^\| [A-Z]{1,2}-\d\d/) }
    let cells = rows.compactMap { $0.split(separator: "|").last?.replacing("Q&A", with: "") }
    let used = cells.flatMap { $0.matches(of: /\b[A-Z]\b/) }
    #expect(rows.count >= min(facts.last, 21) && Set(used.map { String($0.0) }).subtracting(named) == [])
  }

  @Test("The options of a manual are those of the manifest, with values and default", arguments: adapters)
  func options(_ adapter: String) throws {
    let tree = try ConfigurationTree([
      SampleFile(
        name: "config/dragoman.yaml", text: "adapters: [\"\(Markdown.root)/Plugins\"]\nproviders: [providers/p.yaml]\n"),
      SampleFile(name: "config/providers/p.yaml", text: "provider: p\nadapter: \(adapter)\n"),
    ])
    let manifest = try #require(tree.load().configuration?.providers.first).adapter
    let manual = try Markdown.text("Plugins/\(adapter)/README.md")
    for option in manifest.options {
      let values = option.values.isEmpty ? "true, false" : option.values.joined(separator: ", ")
      let standard = option.defaultValue.map { $0.string ?? $0.description } ?? ""
      #expect(manual.contains("| `\(option.name)` | \(values) | \(standard) | "), "\(option.name)")
    }
    let rows = manual.split(separator: "\n").filter { $0.contains(#/^\| `\w+` \| [^|]+ \| \w+ \| /#) }
    #expect(rows.count == manifest.options.count)
  }

  @Test("Every deviation that a manual names exists", arguments: adapters)
  func deviations(_ adapter: String) throws {
    let known = try Markdown.text("Sources/Dragoman.docc/Deviations.md")
    let rows = try Markdown.text("Plugins/\(adapter)/README.md").split(separator: "\n").filter {
      $0.contains(/^\| (?:[EKNJPGCAQ]|RA|PI)-\d\d/)
    }
    for row in rows {
      let cells = row.split(separator: "|")
      let names = cells[3].matches(of: /`([a-z]\w+)(?:: (\w+))?`/)
      for name in names { #expect(known.contains("| `\(name.1)` |"), "\(name.1)") }
    }
  }
}
