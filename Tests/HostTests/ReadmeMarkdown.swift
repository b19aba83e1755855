import Foundation

/// The Markdown files of the repository, taken apart.
enum Markdown {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A fenced block: its language, its lines, and where it stands.
  struct Block: CustomStringConvertible, Sendable {
    var file: String
    var line: Int
    var language: String
    var text: String

    var description: String { "\(file):\(line)" }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
  }

  /// The text of a file, by its path in the repository.
  static func text(_ file: String) throws -> String {
    try String(contentsOfFile: root + "/" + file, encoding: .utf8)
  }

  /// Files under folders, by their path in the repository, sorted.
  static func files(under folders: [String], named isWanted: (String) -> Bool) -> [String] {
    folders.flatMap { folder in
      (FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? [])
        .filter(isWanted).map { "\(folder)/\($0)" }
    }.sorted()
  }

  /// Everything that people read.
  static let manuals: [String] =
    ["README.md"] + files(under: ["Plugins", "Sources"]) { $0.hasSuffix(".md") }

  /// The fenced blocks of a file; a fence in a list is indented, and so are its lines.
  static func blocks(_ file: String) throws -> [Block] {
    var blocks: [Block] = []
    var open: Block?
    for (index, line) in try text(file).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let bare = line.trimmingCharacters(in: .whitespaces)
      if let block = open {
        if bare == "```" { blocks.append(block) }
        open = bare == "```" ? nil : block
        if bare != "```" { open?.text += line + "\n" }
      } else if bare.hasPrefix("```") {
        open = Block(file: file, line: index + 2, language: String(bare.dropFirst(3)), text: "")
      }
    }
    return blocks
  }

  /// The rows of the tables in a section of a file, each as its cells, head rows included.
  static func rows(_ file: String, under heading: String) throws -> [[String]] {
    let sections = try text(file).split(separator: "\n## ")
    let section = sections.first { $0.hasPrefix(heading + "\n") } ?? ""
    return section.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { row in
      row.dropFirst().dropLast().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}
