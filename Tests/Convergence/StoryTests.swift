import AdapterTesting
import Testing
import YAML

@Suite("One story, one directory", .serialized)
struct StoryTests {
  static let story = Result { try Story.load(Repository.story, shownAs: "Tests/Convergence/story.yaml") }

  @Test("Every telling leaves what the story says, and all leave the same")
  func convergence() async throws {
    let story = try Self.story.get()
    #expect(story.dialects.map(\.name) == ["entra-legacy", "entra-flagged", "okta-put", "okta-patch", "standard"])
    var pictures = Set<DirectoryPicture>()
    for dialect in story.dialects {
      let telling = try await Telling.of(story, in: dialect, adaptersIn: Repository.plugins)
      for mismatch in telling.mismatches { Issue.record("\(dialect.name): \(mismatch)") }
      pictures.insert(telling.picture)
    }
    #expect(pictures.count == 1)
  }

  /// A dialect and one deviation that it needs.
  struct Need: Sendable, CustomTestStringConvertible {
    let dialect: StoryDialect
    let deviation: String
    var testDescription: String { "\(dialect.name) without \(deviation)" }

    static let all: [Need] = ((try? story.get().dialects) ?? []).flatMap { dialect in
      dialect.needs.map { Need(dialect: dialect, deviation: $0.value) }
    }
  }

  @Test("Without a deviation that its dialect needs, a telling comes out otherwise", arguments: Need.all)
  func everyDeviationIsNeeded(_ need: Need) async throws {
    let telling = try await Telling.of(
      try Self.story.get(), in: need.dialect, adaptersIn: Repository.plugins, without: need.deviation)
    #expect(!telling.mismatches.isEmpty)
  }
}
