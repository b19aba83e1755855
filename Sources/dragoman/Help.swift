/// What `--help` prints.
enum Help {
  static func usage(_ verb: Verb) -> String {
    let words = verb.positional.map { $0.isOptional ? "[\($0.name)]" : $0.name }
    let flags = verb.options.map { option in "[--\(option.name)\(option.value.map { " \($0)" } ?? "")]" }
    return (["dragoman \(verb.name)"] + words + flags).joined(separator: " ")
  }

  static func text(_ verb: Verb) -> String {
    let options = (verb.options + Option.common).map { option in
      ("--\(option.name)\(option.value.map { " \($0)" } ?? "")", option.help)
    }
    let notes = verb.notes.isEmpty ? "" : "\n\n\(verb.notes)"
    return "\(verb.summary)\n\n  \(usage(verb))\n\n\(columns(options))\(notes)\(relatives(verb))"
  }

  /// `dragoman token --help`.
  static func group(_ word: String) -> String {
    "\(columns(rows(Verbs.all.filter { $0.name.hasPrefix(word + " ") })))\n\n\(footer("\(word) VERB"))"
  }

  /// What else begins with the verb's word: `users show` under `users`.
  private static func relatives(_ verb: Verb) -> String {
    let others = Verbs.all.filter { $0.name.hasPrefix(verb.name + " ") }
    return others.isEmpty ? "" : "\n\nSee also:\n\n\(columns(rows(others)))"
  }

  private static func rows(_ verbs: [Verb]) -> [(String, String)] { verbs.map { ("dragoman \($0.name)", $0.summary) } }

  private static func footer(_ verb: String) -> String {
    "`dragoman \(verb) --help` says what a verb takes. Exit codes: 0 fine, 1 errors found, 2 usage."
  }

  static var overview: String {
    "Dragoman: identity providers in, one directory out.\n\n"
      + columns(rows(Verbs.all)) + "\n\n\(footer("VERB"))"
  }

  private static func columns(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count + 2))\($0.1)" }
      .joined(separator: "\n")
  }
}
