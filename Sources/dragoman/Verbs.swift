/// All verbs, in the order in which help lists them.
enum Verbs {
  static let all: [Verb] =
    [demo, serve, check, explain, preview, apply] + mapping + mappingVersions + provider + token + directory
    + [attention] + audit + [erase] + holds + invite + attributes + [adapters, adapterTest, docs, schema]

  /// `dragoman --help`.
  static let overview = Verb(name: "help", summary: "Lists the verbs") { _, terminal in
    terminal.out(Help.overview)
    return 0
  }

  /// `dragoman` alone.
  static let usage = Verb(name: "help", summary: "Lists the verbs") { _, terminal in
    terminal.err(Help.overview)
    return 2
  }

  /// `dragoman token --help`: the verbs that begin with that word.
  static func group(_ word: String) -> Verb {
    Verb(name: word, summary: "Lists the verbs of '\(word)'") { _, terminal in
      terminal.out(Help.group(word))
      return 0
    }
  }

  /// Whether the word begins verbs of two words, and is none itself.
  static func isGroup(_ word: String) -> Bool { !seconds(of: word).isEmpty && !all.contains { $0.name == word } }

  /// The second words of the verbs that begin with `word`.
  static func seconds(of word: String) -> [String] {
    all.filter { $0.name.hasPrefix(word + " ") }.map { String($0.name.dropFirst(word.count + 1)) }
  }

  /// The first words of all verbs.
  static var firstWords: [String] {
    Set(all.compactMap { $0.name.split(separator: " ").first.map(String.init) }).sorted()
  }
}
