import AdapterTesting
import Testing

/// Nothing that is known of an IdP is passed over in silence.
@Suite("Every fact is shown by an exchange, or the manual says why not")
struct ReadmeShown {
  /// An adapter, and the numbers of the facts about its IdP.
  struct Facts: Sendable, CustomTestStringConvertible {
    let adapter: String
    let letter: String
    let last: Int
    var testDescription: String { adapter }

    var all: Set<String> { Set((1...last).map { letter + ($0 < 10 ? "-0\($0)" : "-\($0)") }) }

    static let known = [
      Facts(adapter: "EntraID", letter: "E", last: 76), Facts(adapter: "Okta", letter: "K", last: 35),
      Facts(adapter: "OneLogin", letter: "N", last: 14), Facts(adapter: "JumpCloud", letter: "J", last: 9),
      Facts(adapter: "PingFederate", letter: "P", last: 9), Facts(adapter: "GoogleWorkspace", letter: "G", last: 7),
      Facts(adapter: "CyberArk", letter: "C", last: 4), Facts(adapter: "Authentik", letter: "A", last: 9),
      Facts(adapter: "Keycloak", letter: "Q", last: 5), Facts(adapter: "Rauthy", letter: "RA", last: 3),
      Facts(adapter: "PocketID", letter: "PI", last: 3),
    ]
  }

  @Test(
    "Each number is in one place or the other, and in both only if the exchanges show a part", arguments: Facts.known)
  func everyFact(_ facts: Facts) throws {
    let shown = try Self.shown(facts.adapter)
    let reasons = try Self.reasons(facts.adapter)
    #expect(facts.all.subtracting(shown).subtracting(reasons.keys).sorted() == [])
    #expect(Set(reasons.keys).subtracting(facts.all) == [])
    for (fact, reason) in reasons {
      #expect(shown.contains(fact) == reason.hasPrefix("in part: "), "\(fact)")
      #expect(reason.count > 12, "\(fact)")
    }
    #expect(shown.filter { $0.hasPrefix(facts.letter + "-") }.subtracting(facts.all) == [])
  }

  /// The facts that the exchanges of an adapter name.
  private static func shown(_ adapter: String) throws -> Set<String> {
    let files = Repository.exchangeFiles.filter { $0.hasPrefix("Plugins/\(adapter)/") }
    return try files.reduce(into: Set()) { facts, file in
      facts.formUnion(try ExchangeFile.load("\(Repository.root)/\(file)", shownAs: file).facts)
    }
  }

  /// The facts of the manual's section, and why no exchange shows them.
  private static func reasons(_ adapter: String) throws -> [String: String] {
    var reasons: [String: String] = [:]
    for row in try Markdown.rows("Plugins/\(adapter)/README.md", under: "Not shown by an exchange") where row.count == 4
    {
      for fact in row[0].matches(of: /\b[A-Z]{1,2}-\d{2}\b/) { reasons[String(fact.0)] = row[2] }
    }
    return reasons
  }
}
