import Foundation
import FuzzTargets
import Testing

/// What the fuzzer found, and the texts it began with, stay good: every file of the corpora without a fuzzer.
@Suite("Corpora")
struct CorpusTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  @Test("Every input of a corpus is read as it must be", arguments: FuzzTarget.all.map(\.name))
  func replays(_ name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.root.appending(path: "Corpora/\(name)"), includingPropertiesForKeys: nil)
    try #require(files.count > 10)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      do { try target.check(bytes) } catch { Issue.record("\(name)/\(file.lastPathComponent): \(error)") }
    }
  }

  @Test("Every corpus and every dictionary is some target's")
  func names() throws {
    let corpora = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Corpora").path)
    let dictionaries = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appending(path: "Dictionaries").path)
    let names = FuzzTarget.all.map(\.name).sorted()
    #expect(corpora.sorted() == names)
    #expect(dictionaries.sorted() == names.map { "\($0).dict" })
  }
}
