internal import Diagnostics

/// A command line, taken apart and checked.
struct Invocation: Sendable {
  let verb: Verb
  let arguments: Arguments
  let wantsHelp: Bool

  /// - Throws: `UsageError` that says what was meant, if that can be guessed.
  init(_ words: [String]) throws {
    let words = Self.helpLast(words)
    guard let first = words.first, !Self.help.contains(first) else {
      self.init(words.isEmpty ? Verbs.usage : Verbs.overview)
      return
    }
    guard !first.hasPrefix("-") else {
      throw UsageError(message: "the verb comes first, then '\(first)'", fix: "dragoman VERB \(first) …")
    }
    if Verbs.isGroup(first), words.dropFirst().allSatisfy(Self.help.contains), words.count > 1 {
      self.init(Verbs.group(first))
      return
    }
    let (verb, rest) = try Self.find(words)
    let (values, positional) = try FlagReading(verb).split(rest)
    self.init(verb, Arguments(values: values, words: positional), wantsHelp: values["help"] != nil)
    if !wantsHelp { try Self.check(positional, verb) }
  }

  private init(_ verb: Verb, _ arguments: Arguments = Arguments(values: [:], words: []), wantsHelp: Bool = false) {
    self.verb = verb
    self.arguments = arguments
    self.wantsHelp = wantsHelp
  }

  private static let help = ["--help", "-h", "help"]

  /// `help token new` and `token help` are `token new --help` and `token --help`.
  private static func helpLast(_ words: [String]) -> [String] {
    if words.first == "help", words.count > 1 { return Array(words.dropFirst()) + ["--help"] }
    guard words.count == 2, words[1] == "help" else { return words }
    return [words[0], "--help"]
  }

  private static func find(_ words: [String]) throws -> (Verb, [String]) {
    let seconds = Verbs.seconds(of: words[0])
    if words.count > 1, let verb = Verbs.all.first(where: { $0.name == "\(words[0]) \(words[1])" }) {
      return (verb, Array(words.dropFirst(2)))
    }
    let second = words.count > 1 && !words[1].hasPrefix("-") ? words[1] : nil
    if let verb = Verbs.all.first(where: { $0.name == words[0] }), seconds.isEmpty || second == nil {
      return (verb, Array(words.dropFirst()))
    }
    guard !seconds.isEmpty else {
      throw UsageError(message: "there is no verb '\(words[0])'", fix: guess(words[0], Verbs.firstWords))
    }
    guard let second else {
      throw UsageError(
        message: "'\(words[0])' wants one of \(seconds.joined(separator: ", "))", fix: "dragoman \(words[0]) --help")
    }
    throw UsageError(
      message: "there is no verb '\(words[0]) \(second)'", fix: guess(second, seconds, before: words[0] + " "))
  }

  private static func guess(_ word: String, _ candidates: [String], before: String = "") -> String {
    suggestion(for: word, among: candidates).map { "did you mean '\(before)\($0)'?" }
      ?? "`dragoman \(before)--help` lists the verbs"
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

/// Tells a verb's flags from its words.
private struct FlagReading {
  private let verb: Verb
  private let options: [Option]

  init(_ verb: Verb) {
    self.verb = verb
    options = verb.options + Option.common
  }

  func split(_ words: [String]) throws -> (values: [String: String], positional: [String]) {
    var values: [String: String] = [:]
    var positional: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("-"), word != "-" else {
        positional.append(word)
        continue
      }
      let (option, inline) = try option(word == "-h" ? "--help" : word)
      guard values[option.name] == nil else { throw UsageError(message: "--\(option.name) is given twice") }
      values[option.name] = try value(of: option, inline: inline, &rest)
    }
    return (values, positional)
  }

  private func option(_ word: String) throws -> (Option, inline: String?) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let flag = String(parts[0])
    if let option = options.first(where: { "--" + $0.name == flag }) {
      return (option, parts.count > 1 ? String(parts[1]) : nil)
    }
    let name = String(flag.drop { $0 == "-" })
    throw UsageError(
      message: "'\(verb.name)' takes no \(flag)",
      fix: suggestion(for: name, among: options.map(\.name)).map { "did you mean '--\($0)'?" }
        ?? "`dragoman \(verb.name) --help` lists what it takes")
  }

  private func value(of option: Option, inline: String?, _ rest: inout ArraySlice<String>) throws -> String {
    guard let kind = option.value else {
      guard inline == nil else { throw UsageError(message: "--\(option.name) takes no value") }
      return ""
    }
    if let inline, !inline.isEmpty { return inline }
    guard inline == nil, let value = rest.first, !value.isEmpty, !value.hasPrefix("--") else {
      throw UsageError(message: "--\(option.name) wants \(kind)", fix: Help.usage(verb))
    }
    rest = rest.dropFirst()
    return value
  }
}
