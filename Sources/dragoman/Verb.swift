internal import Text

/// One word of the command line, what it takes, and what it does.
struct Verb: Sendable {
  /// `token new`.
  var name: String
  /// One line for the list of verbs.
  var summary: String
  /// The positional words, as usage shows them: `PROVIDER [ID]`.
  var positional: [Positional] = []
  /// The flags it takes besides the common ones.
  var options: [Option] = []
  /// What follows the usage in its help.
  var notes: String = ""
  /// Carries it out; returns the exit code.
  var run: @Sendable (Arguments, Terminal) async throws -> Int32
}

/// A word without dashes.
struct Positional: Sendable {
  var name: String
  var isOptional = false
}

/// A flag: `--name`, or `--name VALUE` when it takes one.
struct Option: Sendable {
  var name: String
  var value: String?
  var help: String

  /// What every verb takes.
  static let common = [
    Option(name: "config", value: "FILE", help: "the configuration (config/dragoman.yaml)"),
    Option(name: "data", value: "DIR", help: "the data directory (.dragoman beside the configuration)"),
    Option(name: "json", help: "JSON lines instead of tables"),
    Option(name: "help", help: "this text"),
  ]
}

/// The words of a command line, checked against its verb.
struct Arguments: Sendable {
  private let values: [String: String]
  private let words: [String]

  init(values: [String: String], words: [String]) {
    self.values = values
    self.words = words
  }

  func value(_ option: String) -> String? { values[option] }
  func has(_ option: String) -> Bool { values[option] != nil }
  /// The positional word at a place; the verb's declaration guarantees those that aren't optional.
  func word(_ index: Int) -> String { index < words.count ? words[index] : "" }
  func optionalWord(_ index: Int) -> String? { index < words.count ? words[index] : nil }

  /// The configuration file.
  var config: String { value("config") ?? "config/dragoman.yaml" }
  var json: Bool { has("json") }

  /// A day or an instant, as the host reads it.
  func time(_ option: String) throws -> String? {
    guard let text = value(option) else { return nil }
    guard Timestamp(dayOrInstant: text) != nil else {
      throw UsageError(
        message: "--\(option): '\(text)' is not a time", fix: "write it as 2027-01-31 or 2027-01-31T12:00:00Z")
    }
    return text
  }

  func integer(_ option: String) throws -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw UsageError(message: "--\(option) takes a whole number, not '\(text)'")
    }
    return number
  }
}
