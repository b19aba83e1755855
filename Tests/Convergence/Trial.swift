import AdapterTesting
import Diagnostics
import Foundation
import JSON
import Testing
import YAML

@Suite(.serialized) struct Trial {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  static let files: [String] = ["EntraID", "Okta", "Standard"].flatMap { a in
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Plugins/\(a)/Exchanges")) ?? []).sorted().map { "\(a)/Exchanges/\($0)" }
  }
  @Test(arguments: files) func exchange(_ f: String) async throws {
    let file = try ExchangeFile.load("\(Self.root)/Plugins/\(f)", shownAs: "Plugins/\(f)")
    let found = try await Rehearsal(adaptersIn: "\(Self.root)/Plugins").mismatches(file, adapter: String(f.prefix { $0 != "/" }))
    for m in found { print("MISMATCH \(m.rendered())\n") }
    #expect(found.isEmpty)
  }
  @Test func story() async throws {
    let story = try Story.load("\(Self.root)/Tests/Convergence/story.yaml", shownAs: "story.yaml")
    for d in story.dialects {
      let t = try await Telling.of(story, in: d, adaptersIn: "\(Self.root)/Plugins")
      for m in t.mismatches { print("STORY \(d.name) \(m.rendered())\n") }
      print("PICTURE \(d.name)", t.picture.json.description.hash, t.picture.json)
      for n in d.needs {
        do {
        let t = try await Telling.of(story, in: d, adaptersIn: "\(Self.root)/Plugins", without: n.value)
        print("WITHOUT \(d.name) \(n.value): \(t.mismatches.count) \(t.mismatches.first?.diagnostic.message ?? "NOTHING BITES")")
        } catch { print("WITHOUT \(d.name) \(n.value) threw \(error)") }
      }
      #expect(t.mismatches.isEmpty)
    }
  }
}
