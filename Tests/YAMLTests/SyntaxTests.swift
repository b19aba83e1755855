import Diagnostics
import JSON
import Testing
import YAML

@Suite struct SyntaxTests {
  @Test(arguments: Samples.names(in: "Syntax"))
  func sampleIsRefusedAsExpected(name: String) throws {
    let diagnostics = #expect(throws: Diagnostics.self) { try Samples.read("Syntax", name) }
    #expect(try diagnostics.map(Samples.rendered) == Samples.expected("Syntax", name))
  }

  @Test func thereAreSamples() {
    #expect(Samples.names(in: "Syntax").count > 25)
    #expect(Samples.names(in: "Fields").count > 5)
  }

  @Test func aFileMayHaveAMebibyteAndNotMore() {
    let line = "# " + String(repeating: "x", count: 61) + "\n"
    let text = String(repeating: line, count: (1 << 20) / 64)
    #expect(throws: Never.self) { try YAMLSource(file: "a", text: text) }
    let diagnostics = #expect(throws: Diagnostics.self) { try YAMLSource(file: "a", text: text + " ") }
    #expect(diagnostics?.all.map(\.message) == ["the file is larger than 1 MiB"])
  }

  @Test func levelsAreBounded() throws {
    for (open, close) in [("[", "]"), ("{a: ", "}")] {
      let nested = { (count: Int) in String(repeating: open, count: count) + String(repeating: close, count: count) }
      #expect(throws: Never.self) { try YAMLSource(file: "a", text: nested(32)) }
      let diagnostics = #expect(throws: Diagnostics.self) { try YAMLSource(file: "a", text: nested(33)) }
      #expect(diagnostics?.all.map(\.message) == ["nested deeper than 32 levels"])
    }
  }

  /// Texts made to cost time or stack, a mebibyte each: refused, and soon.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "[", "{a: ", "- ", "? ", "&a ", "- *a\n", "a: 1\n", "!!x ", "{}: 1, ", "\u{1}", "'", "\"\\", "[{}, ", "---\n",
      "@", "\t",
      "| ", "{? ", "[[], ", "- - [a,\n",
    ])
  func hostileTextsAreRefusedSoon(part: String) {
    for start in ["", "a: ", "["] {
      let text = start + String(repeating: part, count: (1 << 20) / part.utf8.count - 1)
      let diagnostics = #expect(throws: Diagnostics.self) { try YAMLSource(file: "a", text: text) }
      #expect((1...102).contains(diagnostics?.all.count ?? 0))
    }
  }

  @Test func manyLevelsOfBlocksAreRefused() {
    let text = (0..<600).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let diagnostics = #expect(throws: Diagnostics.self) { try YAMLSource(file: "a", text: text) }
    #expect(diagnostics?.all.first?.message == "nested deeper than 32 levels")
  }

  @Test(.timeLimit(.minutes(1)))
  func largeTextsAreReadSoon() throws {
    let list = try YAMLSource(file: "a", text: String(repeating: "- 1\n", count: 250_000))
    #expect(list.root?.json().array?.count == 250_000)
    let keys = (0..<90_000).map { "k\($0): 1\n" }.joined()
    #expect(try YAMLSource(file: "a", text: keys).root?.json().object?.count == 90_000)
    let flow = "[" + (0..<150_000).map { "é\($0)" }.joined(separator: ",").prefix(1_000_000) + "]"
    #expect(try YAMLSource(file: "a", text: String(flow.unicodeScalars.prefix(700_000)) + "]").root != nil)
  }
}
