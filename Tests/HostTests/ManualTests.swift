import AdapterKit
import Foundation
import Host
import Testing

/// The pages under `Sources/Dragoman.docc` that are made from the code.
///
/// With `DRAGOMAN_WRITE_MANUAL=1` in the environment the test writes them instead of comparing.
@Suite("The manual's generated pages")
struct ManualTests {
  static let catalogue = Markdown.root + "/Sources/Dragoman.docc"

  @Test("The file says what the code says", arguments: ManualPage.all.map(\.name))
  func current(_ name: String) throws {
    let page = try #require(ManualPage.all.first { $0.name == name })
    let path = "\(Self.catalogue)/\(name).md"
    if ProcessInfo.processInfo.environment["DRAGOMAN_WRITE_MANUAL"] == "1" {
      try page.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let text = try? String(contentsOfFile: path, encoding: .utf8)
    #expect(text == page.text, "rewrite it: DRAGOMAN_WRITE_MANUAL=1 swift test --filter ManualTests")
  }

  @Test("Every page of the catalogue is among the topics of its first one")
  func topics() throws {
    let index = try String(contentsOfFile: Self.catalogue + "/Dragoman.md", encoding: .utf8)
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.catalogue).filter { $0.hasSuffix(".md") }
    for name in files.map({ $0.dropLast(3) }) where name != "Dragoman" {
      #expect(index.contains("- <doc:\(name)>"), "\(name) is missing")
    }
  }

  @Test("Every lenient form and every knob is on the page of deviations, with its RFC section and its facts")
  func deviations() throws {
    let text = try #require(ManualPage.all.first { $0.name == "Deviations" }).text
    for name in Set(LenientForms.all.map(\.name) + Knobs.all.map(\.name)) {
      #expect(text.components(separatedBy: "| `\(name)` |").count == 2, "\(name)")
    }
    for form in LenientForms.all {
      #expect(form.rfc.contains(/^RFC \d{4} §\d/) && !form.facts.isEmpty, "\(form.name)")
    }
    for knob in Knobs.all { #expect(knob.meaning.contains(/RFC \d{4} §\d/) && !knob.facts.isEmpty, "\(knob.name)") }
  }

  @Test("`dragoman docs` lists the pages, prints one in any case, and guesses")
  func verb() throws {
    let list = try Executable.run(["docs"])
    #expect(list.code == 0 && ManualPage.all.allSatisfy { list.out.contains($0.name) && list.out.contains($0.summary) })
    for page in ManualPage.all {
      let printed = try Executable.run(["docs", page.name.lowercased()])
      #expect(printed.code == 0 && printed.out == page.text, "\(page.name)")
    }
    let wrong = try Executable.run(["docs", "AtributeMappings"])
    #expect(wrong.code == 2 && wrong.err.contains("did you mean 'AttributeMappings'?"))
    #expect(try Executable.run(["docs", "--help"]).out.contains("dragoman docs [PAGE]"))
    #expect(try Executable.run(["docs", "--json"]).out.split(separator: "\n").count == ManualPage.all.count)
  }

  @Test("What diagnostics tell people to see exists")
  func references() throws {
    var seen = Set<String>()
    for file in Markdown.files(under: ["Sources", "Plugins"], named: { $0.hasSuffix(".swift") }) {
      let text = try Markdown.text(file)
      seen.formUnion(text.matches(of: /dragoman docs ([A-Z][A-Za-z]+)/).map { String($0.1) })
    }
    #expect(!seen.isEmpty && seen.isSubset(of: ManualPage.all.map(\.name)), "\(seen)")
  }
}
