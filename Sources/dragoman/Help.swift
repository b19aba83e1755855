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
    return "\(verb.summary)\n\n  \(usage(verb))\n\n\(columns(options))\(notes)"
  }

  static var overview: String {
    "Dragoman: identity providers in, one directory out.\n\n"
      + columns(Verbs.all.map { ("dragoman \($0.name)", $0.summary) })
      + "\n\n`dragoman VERB --help` says what a verb takes. Exit codes: 0 fine, 1 errors found, 2 usage."
  }

  private static func columns(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count + 2))\($0.1)" }
      .joined(separator: "\n")
  }
}
