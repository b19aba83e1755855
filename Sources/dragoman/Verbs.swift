/// All verbs, in the order in which help lists them.
enum Verbs {
  static let all: [Verb] =
    [demo, serve, check] + provider + token + directory + [attention] + audit + [erase] + holds + [adapters, docs]

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
}
