import Foundation

/// The comments `// shows 7644-3.5.2-a …` of the tests: each names the requirements that the next lines show.
enum ConformanceTags {
  /// The tests that show a requirement, by its id: `Suite.function`, sorted.
  static func all() throws -> [String: [String]] { try known.get() }

  // Read once: every test of the table asks.
  private static let known = Result { try read() }

  private static func read() throws -> [String: [String]] {
    var shown: [String: Set<String>] = [:]
    for file in Markdown.files(under: ["Tests"], named: { $0.hasSuffix(".swift") }) {
      let text = try Markdown.text(file)
      guard text.contains("// shows ") else { continue }
      for (id, test) in tags(in: text) { shown[id, default: []].insert(test) }
    }
    return shown.mapValues { $0.sorted() }
  }

  /// The tags of one file with the test in which each stands; the suite alone for one in a function that tests share.
  static func tags(in text: String) -> [(id: String, test: String)] {
    let type = /^(?:@Suite(?:\(.*\))? )?(?:private )?(?:struct|extension) (\w+)/
    let name = /^(?:@Test(?:\(.*\))? )?(?:private |static )*func (`[^`]+`|\w+)/
    var (suite, function, isTest) = ("", "", false)
    var found: [(id: String, test: String)] = []
    for line in text.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if line.hasSuffix("{"), let match = line.firstMatch(of: type) { (suite, function) = (String(match.1), "") }
      if line.hasPrefix("@Test") { (function, isTest) = ("", true) }
      if line.contains("func "), let match = line.firstMatch(of: name) {
        (function, isTest) = (isTest ? "." + match.1.replacing("`", with: "") : "", false)
      }
      guard line.hasPrefix("// shows ") else { continue }
      found += line.dropFirst("// shows ".count).split(separator: " ").map { (String($0), suite + function) }
    }
    return found
  }
}
