import Foundation
import Testing

@testable import Mapping

@Suite struct PatternTests {
  /// What the first match is, group by group; nil when there is none.
  private func groups(_ pattern: String, _ text: String) throws -> [String?]? {
    let pattern = try Pattern(parsing: pattern)
    guard let match = try pattern.firstMatch(in: text, Work()) else { return nil }
    return (0...pattern.groups).map { match.group($0) }
  }

  @Test(
    arguments: [
      ("a|ab", "ab", ["a"]), ("ab|a", "ab", ["ab"]), ("(a|ab)(c|bcd)(d*)", "abcd", ["abcd", "a", "bcd", ""]),
      ("a*?b", "aab", ["aab"]), ("a+?", "aa", ["a"]), ("a??b", "ab", ["ab"]), ("a{2}", "aaa", ["aa"]),
      ("a{2,}", "aaaa", ["aaaa"]), ("a{1,2}?", "aa", ["a"]), ("(a*)*", "b", ["", nil]), ("(a*)+", "b", ["", ""]),
      ("(a|b)*", "abba", ["abba", "a"]), ("^$", "", [""]), (".", "\n", nil), ("[^a]", "ab", ["b"]),
      ("[]a]+", "a]b", ["a]"]), ("[a-c-]+", "b-d", ["b-"]), ("[\\d.]+", "v1.2", ["1.2"]),
      ("\\bcat\\b", "a cat", ["cat"]),
      ("\\Bat", "cat", ["at"]), ("\\w+", "é_1-x", ["é_1"]), ("\\p{Lu}\\p{Ll}+", "xÉcole", ["École"]),
      ("\\P{L}", "ab1", ["1"]), ("\\s", "a\u{00A0}b", ["\u{00A0}"]), ("(?i)straSSe", "STRASSE", ["STRASSE"]),
      ("(?i)[a-c]+", "xABC", ["ABC"]), ("(?:ab)+", "ababa", ["abab"]), ("\\.\\\\\\$", ".\\$", [".\\$"]),
      ("\\t\\n\\r", "\t\n\r", ["\t\n\r"]), ("x", "", nil), ("", "abc", [""]), ("()", "a", ["", ""]),
      ("a||b", "b", [""]),
      ("🇩🇪?", "🇩🇪", ["🇩🇪"]), ("(a)|(b)", "b", ["b", nil, "b"]),
    ] as [(String, String, [String?]?)])
  func firstMatches(_ pattern: String, _ text: String, _ expected: [String?]?) throws {
    #expect(try groups(pattern, text) == expected)
  }

  /// Foundation's engine goes back, but where both end they must agree.
  @Test(arguments: 0..<40)
  func agreesWithAnEngineThatGoesBack(_ seed: UInt64) throws {
    var dice = ExpressionFuzzTests.Dice(state: seed &* 31 &+ 7)
    let pieces = [
      "a", "b", "ab", ".", "[ab]", "[^a]", "(a)", "(a|b)", "(?:ab|a)", "a*", "b+", "a?", "a*?", "(ab)*", "$", "^",
      "\\b", "a{1,2}",
    ]
    for _ in 0..<25 {
      let pattern = (0..<Int.random(in: 1...5, using: &dice)).compactMap { _ in pieces.randomElement(using: &dice) }
        .joined()
      let text = String(
        (0..<Int.random(in: 0...7, using: &dice)).compactMap { _ in "ab c".randomElement(using: &dice) })
      let other = try NSRegularExpression(pattern: pattern)
      let found = other.firstMatch(in: text, range: NSRange(location: 0, length: text.utf16.count))
      let expected = found.map { match in
        (0..<match.numberOfRanges).map { Range(match.range(at: $0), in: text).map { String(text[$0]) } }
      }
      #expect(try groups(pattern, text) == expected, "\(pattern) in '\(text)'")
    }
  }

  @Test(arguments: [
    "^(a+)+$", "(a|aa)+$", "(a*)*b", "(a?){25}a{25}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "(.*)(.*)(.*)(.*)(.*)x",
    "(x+x+)+y",
  ])
  func evilPatternsEnd(_ pattern: String) throws {
    let pattern = try Pattern(parsing: pattern)
    for count in [30, 1000, 1_000_000] {
      let text = String(repeating: "a", count: count) + "!"
      let time = ContinuousClock().measure { _ = try? pattern.firstMatch(in: text, Work()) }
      // Going back would take longer than the universe has.
      #expect(time < .seconds(5))
    }
    #expect(throws: LimitExceeded.work) {
      try pattern.firstMatch(in: String(repeating: "a", count: 1_000_000), Work())
    }
  }

  @Test(arguments: [
    ("(", 0..<1), (")", 0..<1), ("ab)", 2..<3), ("[a", 0..<1), ("*a", 0..<1), ("a**", 1..<3), ("a{2", 1..<3),
    ("a{3,2}", 1..<6), ("a{2000}", 1..<7), ("\\", 0..<1), ("\\q", 0..<2), ("(a)\\1", 3..<5), ("(?=a)", 0..<3),
    ("(?<n>a)", 0..<3), ("[z-a]", 1..<4), ("\\p{Greek}", 0..<9), ("é\\q", 2..<4), ("a{0,1000}{0,1000}", 1..<10),
    ("((a{100}){100}){100}", 0..<20), ("[a-\\d]", 1..<5),
  ])
  func mistakesHaveTheirPlace(_ pattern: String, _ range: Range<Int>) throws {
    let problem = #expect(throws: Prepared.Problem.self) { try Pattern(parsing: pattern) }
    #expect(problem?.range == range, "\(problem?.message ?? "")")
  }

  @Test func deepNestingIsRefusedBeforeItIsRead() {
    for open in ["(", "(?:", "[", "(a|"] {
      #expect(throws: Prepared.Problem.self) { try Pattern(parsing: String(repeating: open, count: 4000)) }
    }
    #expect(throws: Prepared.Problem.self) {
      try Pattern(parsing: String(repeating: "(", count: 40) + String(repeating: ")", count: 40))
    }
  }
}
