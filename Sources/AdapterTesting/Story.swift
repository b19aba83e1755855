public import Diagnostics
public import JSON
public import YAML

/// One story, told in several dialects, that must leave one directory.
public struct Story: Sendable {
  /// What it is called.
  public var name: String
  /// The dialects, in the order in which they are shown.
  public var dialects: [StoryDialect]
  /// What happens, step by step.
  public var steps: [StoryStep]
  /// What the directory then holds, whoever told the story.
  public var directory: ExpectedDirectory
  /// The file.
  public var source: YAMLSource

  /// Reads the file at `path`, shown to people as `shown`.
  /// - Throws: every mistake in it.
  public static func load(_ path: String, shownAs shown: String) throws(Diagnostics) -> Story {
    try read(YAMLSource.read(path, shownAs: shown))
  }

  /// Reads a file that is YAML already.
  /// - Throws: every mistake in it.
  public static func read(_ source: YAMLSource) throws(Diagnostics) -> Story {
    let findings = Findings()
    let story = StoryReader(source: source, findings: findings).story()
    try findings.throwIfErrors()
    guard let story else { throw Diagnostics([source.diagnostic("the file says nothing", at: source.start)]) }
    return story
  }

  /// The whole story as one dialect tells it.
  public func conversation(in dialect: StoryDialect, base: String, token: String) -> Conversation {
    let exchanges = steps.flatMap { $0.tellings[dialect.name] ?? [] }
    return Conversation(exchanges, from: source, placeholders: Placeholders(base: base, token: token))
  }
}

/// One dialect of a story.
public struct StoryDialect: Sendable {
  /// Its name in the tellings: `entra-legacy`.
  public var name: String
  /// The adapter that speaks it.
  public var adapter: String
  /// How it is shown to people.
  public var title: String
  /// The provider's options and knobs for this telling.
  public var options: JSONObject
  /// Deviations and knobs without which the telling comes out otherwise.
  public var needs: [Located<String>]
}

/// One step of a story.
public struct StoryStep: Sendable {
  /// What happens.
  public var name: String
  /// The exchanges by the dialect's name.
  public var tellings: [String: [Exchange]]
}
