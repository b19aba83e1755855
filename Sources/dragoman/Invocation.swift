internal import Diagnostics

/// A command line, taken apart and checked.
struct Invocation: Sendable {
  let verb: Verb
  let arguments: Arguments
  let wantsHelp: Bool

  /// - Throws: `UsageError` that says what was meant, if that can be guessed.
  init(_ words: [String]) throws {
    guard let first = words.first, !["--help", "-h", "help"].contains(first) else {
      verb = words.isEmpty ? Verbs.usage : Verbs.overview
      arguments = Arguments(values: [:], words: [])
      wantsHelp = false
      return
    }
    let (verb, rest) = try Self.find(words)
    let (values, positional) = try Self.split(rest, for: verb)
    self.verb = verb
    arguments = Arguments(values: values, words: positional)
    wantsHelp = values["help"] != nil
    if !wantsHelp { try Self.check(positional, verb) }
  }

  private static func find(_ words: [String]) throws -> (Verb, [String]) {
    if words.count > 1, let verb = Verbs.all.first(where: { $0.name == "\(words[0]) \(words[1])" }) {
      return (verb, Array(words.dropFirst(2)))
    }
    if let verb = Verbs.all.first(where: { $0.name == words[0] }) { return (verb, Array(words.dropFirst())) }
    let group = Verbs.all.filter { $0.name.hasPrefix(words[0] + " ") }
    if group.isEmpty {
      let names = Set(Verbs.all.compactMap { $0.name.split(separator: " ").first.map(String.init) })
      throw UsageError(message: "there is no verb '\(words[0])'", fix: guess(words[0], names.sorted()))
    }
    let seconds = group.map { String($0.name.dropFirst(words[0].count + 1)) }
    guard words.count > 1, !words[1].hasPrefix("-") else {
      throw UsageError(message: "'\(words[0])' wants one of \(seconds.joined(separator: ", "))")
    }
    throw UsageError(message: "there is no verb '\(words[0]) \(words[1])'", fix: guess(words[1], seconds))
  }

  private static func guess(_ word: String, _ candidates: [String]) -> String {
    suggestion(for: word, among: candidates).map { "did you mean '\($0)'?" } ?? "`dragoman --help` lists the verbs"
  }

  private static func split(_ words: [String], for verb: Verb) throws -> ([String: String], [String]) {
    var values: [String: String] = [:]
    var positional: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        positional.append(word)
        continue
      }
      let parts = (word == "-h" ? "--help" : word).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0].drop { $0 == "-" })
      let options = verb.options + Option.common
      guard let option = options.first(where: { $0.name == name }) else {
        throw UsageError(
          message: "'\(verb.name)' takes no --\(name)",
          fix: suggestion(for: name, among: options.map(\.name)).map { "did you mean '--\($0)'?" }
            ?? "`dragoman \(verb.name) --help` lists what it takes")
      }
      values[name] = try value(of: option, inline: parts.count > 1 ? String(parts[1]) : nil, &rest)
    }
    return (values, positional)
  }

  private static func value(of option: Option, inline: String?, _ rest: inout ArraySlice<String>) throws -> String {
    guard let kind = option.value else {
      guard inline == nil else { throw UsageError(message: "--\(option.name) takes no value") }
      return ""
    }
    guard let value = inline ?? rest.popFirst() else {
      throw UsageError(message: "--\(option.name) wants \(kind)")
    }
    return value
  }

  private static func check(_ words: [String], _ verb: Verb) throws {
    let needed = verb.positional.filter { !$0.isOptional }
    if words.count < needed.count {
      throw UsageError(message: "'\(verb.name)' wants \(needed[words.count].name)", fix: Help.usage(verb))
    }
    if words.count > verb.positional.count {
      throw UsageError(message: "'\(words[verb.positional.count])' is one word too many", fix: Help.usage(verb))
    }
  }
}
