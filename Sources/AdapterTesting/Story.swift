public import Diagnostics
internal import Foundation
public import JSON
public import YAML

/// The story of `StoryPlot` as one product tells it, in one of its dialects.
public struct Story: Sendable {
  /// The adapter that reads it.
  public var adapter: String
  /// The dialect's name, which is the file's: `entra-legacy`.
  public var dialect: String
  /// How the dialect is shown to people.
  public var title: String
  /// The provider's options and knobs for it.
  public var options: JSONObject
  /// Deviations and knobs without which it comes out otherwise.
  public var needs: [Located<String>]
  /// What happens, step by step.
  public var steps: [StoryStep]
  /// What it must come to.
  public var plot: StoryPlot
  /// The file.
  public var source: YAMLSource

  /// The folder of an adapter's folder that holds a file for each dialect.
  public static let folderName = "Story"

  /// Reads the file at `path`, shown to people as `shown`.
  /// - Throws: every mistake in it.
  public static func load(_ path: String, shownAs shown: String, adapter: String) throws(Diagnostics) -> Story {
    try read(YAMLSource.read(path, shownAs: shown), adapter: adapter)
  }

  /// The stories of the adapters in `folder`, by the names of adapters and dialects.
  /// - Throws: every mistake in one of them.
  public static func all(adaptersIn folder: String) throws(Diagnostics) -> [Story] {
    var stories: [Story] = []
    for adapter in names(in: folder) {
      let own = "\(folder)/\(adapter)"
      for file in files(ofAdapter: own) {
        stories.append(try load("\(own)/\(file)", shownAs: "\(own)/\(file)", adapter: adapter))
      }
    }
    return stories
  }

  /// The files in an adapter's folder that tell it, relative to that folder.
  public static func files(ofAdapter folder: String) -> [String] {
    names(in: "\(folder)/\(folderName)").filter { $0.hasSuffix(".yaml") }.map { "\(folderName)/\($0)" }
  }

  /// Reads a file that is YAML already.
  /// - Throws: every mistake in it.
  public static func read(_ source: YAMLSource, adapter: String) throws(Diagnostics) -> Story {
    let plot = try StoryPlot.read()
    let findings = Findings()
    let story = StoryReader(source: source, findings: findings, adapter: adapter, plot: plot).story()
    try findings.throwIfErrors()
    guard let story else { throw Diagnostics([source.diagnostic("the file says nothing", at: source.start)]) }
    return story
  }

  /// The whole of it, ready to be told.
  public func conversation(base: String, token: String) -> Conversation {
    Conversation(
      steps.flatMap(\.exchanges), from: source, placeholders: Placeholders(base: base, token: token))
  }

  private static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

/// One step of a story.
public struct StoryStep: Sendable {
  /// What happens.
  public var name: String
  /// How the product tells it.
  public var exchanges: [Exchange]
}
