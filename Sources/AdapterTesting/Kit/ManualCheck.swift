import Diagnostics
import Foundation
import Host
import JSON
import YAML

/// The manual page is there, has its parts, and explains every fact and option that the folder relies on.
struct ManualCheck {
  let folder: AdapterFolder

  static let name = "manual"

  /// Its sections, as `adapter new` writes them.
  private static let sections = ["## Options", "## Dialect", "## Setup", "## Default mapping"]

  func run() -> ConformanceCheck {
    let path = folder.path + "/README.md"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      let fix = "write \(folder.shown)/README.md: Name, Description, Options, Dialect, Setup, Default mapping"
      return ConformanceCheck(Self.name, "none", faults: [fault("the folder has no manual page", fix: fix)])
    }
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") || $0.contains("(") }.joined(separator: "\n")
    let facts = Set(folder.files.flatMap(\.facts))
    return ConformanceCheck(
      Self.name, "\(counted(facts.count, "fact")) cited by exchanges",
      faults: missingSections(text) + options(text) + unexplained(rows))
  }

  private func missingSections(_ text: String) -> [Mismatch] {
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
    return Self.sections.filter { section in !headings.contains { $0.hasPrefix(section) } }.map {
      fault("the manual page has no section '\($0.dropFirst(3))'", fix: "add \($0) to \(folder.shown)/README.md")
    }
  }

  private func options(_ text: String) -> [Mismatch] {
    (folder.manifest?.options ?? []).filter { !text.contains("| `\($0.name)` |") }.map {
      fault("the manual page doesn't say what the option '\($0.name)' does", fix: "add a row | `\($0.name)` | … |")
    }
  }

  /// A fact's number must stand in a table or in brackets of the manual, with what it says.
  private func unexplained(_ rows: String) -> [Mismatch] {
    let known = Set(rows.matches(of: /\b[A-Z]{1,2}-[0-9]+\b/).map { String($0.0) })
    return folder.files.flatMap { file in
      file.facts.filter { !known.contains($0) }.map { fact in
        let place = file.source.root?["facts"]?.range ?? file.source.start
        return Mismatch(
          diagnostic: file.source.diagnostic(
            "the manual page doesn't explain the fact \(fact)", at: place,
            fix: "add a row | \(fact) | what the product does | RFC section | who undoes it | source |"))
      }
    }
  }

  private func fault(_ message: String, fix: String) -> Mismatch {
    Mismatch(diagnostic: Diagnostic(message, fix: fix))
  }
}
