import Foundation
import Testing

/// The table of what the RFCs require is whole, honest, and the one in the manual.
@Suite("What the RFCs require, and what shows it")
struct ConformanceManualTests {
  @Test("Each requirement is shown by a test or says why not, never both; each tag names a requirement")
  func everyRequirement() throws {
    let shown = try ConformanceTags.all()
    let requirements = try ConformanceRequirement.all().flatMap(\.requirements)
    #expect(requirements.count > 200 && Set(requirements.map(\.id)).count == requirements.count)
    for requirement in requirements {
      #expect((shown[requirement.id] != nil) != (requirement.reason != nil), "\(requirement.id): \(requirement.text)")
      #expect(
        ConformanceRequirement.levels.contains(requirement.level) && !requirement.text.isEmpty, "\(requirement.id)")
      #expect(requirement.id.contains(/^764[34]-\d+(\.\d+)*-[a-z]$/), "\(requirement.id)")
    }
    #expect(Set(shown.keys).subtracting(requirements.map(\.id)).sorted() == [], "no such requirement")
  }

  @Test("A tag belongs to the test in which it stands; in a function that tests share, to their suite")
  func tags() {
    let text = """
      struct A {
        @Test("x") func one() { @@ 1-a
          @@ 1-b 1-c
        }
        private func shared() {
          @@ 1-d
        }
        @Test(
          arguments: [1])
        func `two of them`(_ n: Int) {
          @@ 1-e
        }
      }
      """.replacing("@@", with: "// shows")
    let found = ConformanceTags.tags(in: text).map { "\($0.id) \($0.test)" }
    #expect(found == ["1-b A.one", "1-c A.one", "1-d A", "1-e A.two of them"])
  }

  @Test("The page says what requirements and tests say")
  func page() throws {
    let path = Markdown.root + "/Sources/Dragoman.docc/Conformance.md"
    if ProcessInfo.processInfo.environment["DRAGOMAN_WRITE_MANUAL"] == "1" {
      try ConformancePage.text().write(toFile: path, atomically: true, encoding: .utf8)
    }
    let isCurrent = try String(contentsOfFile: path, encoding: .utf8) == ConformancePage.text()
    #expect(isCurrent, "rewrite it: DRAGOMAN_WRITE_MANUAL=1 swift test --filter ManualTests")
  }
}
