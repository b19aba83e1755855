import AdapterTesting
import Testing

@Suite("One story, one directory", .serialized)
struct StoryTests {
  @Test("Every telling of every adapter leaves the same directory")
  func convergence() async throws {
    let stories = try Story.all(adaptersIn: Repository.plugins)
    #expect(Set(stories.map(\.adapter)) == Set(ConformanceTests.all))
    var pictures = Set<DirectoryPicture>()
    for story in stories {
      let telling = try await Telling.of(story, adaptersIn: Repository.plugins)
      #expect(telling.mismatches.isEmpty, "\(story.dialect)")
      pictures.insert(telling.picture)
    }
    #expect(stories.count >= 14 && pictures.count == 1)
  }
}
