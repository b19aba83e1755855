import Testing

/// The README's scores of outside judges are those of the exchanges and of the table of the RFCs.
@Suite("Scores in the README")
struct ReadmeScores {
  /// A judge whose tests our exchanges send, and the names of its tests.
  struct Judge: Sendable, CustomTestStringConvertible {
    let adapter: String
    let fact: String
    let tests: Set<String>
    var testDescription: String { adapter }
  }

  /// Microsoft's SCIM Validator (25 tests, and 7 in preview) and Okta's specification test.
  static let judges = [
    Judge(
      adapter: "EntraID", fact: "E-74",
      tests: [
        "POST /Users, a new user", "POST /Users, a duplicate", "GET /Users, filter for a user",
        "GET /Users, filter in another case", "GET /Users, filter that finds nobody", "PATCH /Users, another userName",
        "PATCH /Users, attributes added one by one", "PATCH /Users, attributes replaced one by one",
        "PATCH /Users, several attributes", "PATCH /Users, one attribute several times",
        "PATCH /Users, disabled, then read and filtered", "PATCH /Users, manager added",
        "PATCH /Users, manager replaced", "PATCH /Users, manager removed", "DELETE /Users, a user",
        "DELETE /Users, the same again", "DELETE /Users, an unknown one", "POST /Groups, a new group",
        "POST /Groups, a duplicate", "GET /Groups, by id without members", "GET /Groups, filter for a group",
        "GET /Groups, filter without members", "GET /Groups, filter in another case",
        "GET /Groups, filter that finds none", "PATCH /Groups, attributes replaced",
        "PATCH /Groups, another externalId", "PATCH /Groups, member added", "PATCH /Groups, member removed",
        "PATCH /Groups, several members", "DELETE /Groups, a group", "DELETE /Groups, the same again",
        "DELETE /Groups, an unknown one",
      ]),
    Judge(adapter: "Okta", fact: "K-35", tests: Set((1...12).map { "R\($0)" })),
  ]

  /// The judge's tests that comments above exchanges name: `# K-35: R1`.
  private static func sent(_ judge: Judge) throws -> [String] {
    try Repository.exchangeFiles.filter { $0.hasPrefix("Plugins/\(judge.adapter)/") }.flatMap { file in
      try Markdown.text(file).matches(of: /(?m)^  # ([EK]-\d\d): (.+)$(?=(?:\n  # .+)*\n  - request:)/)
        .filter { $0.1 == judge.fact }.map { String($0.2) }
    }
  }

  @Test("Each test of a judge is sent by one exchange, and the README says how many", arguments: judges)
  func exchanges(_ judge: Judge) throws {
    let sent = try Self.sent(judge)
    #expect(Set(sent).subtracting(judge.tests).sorted() == [] && Set(sent).count == sent.count)
    try expect("| `\(judge.adapter)` | \(sent.count) of \(judge.tests.count) |")
  }

  @Test("What the tests show of the RFCs")
  func conformance() throws {
    let count = try ConformancePage.count()
    try expect("| `Standard` | \(count.shown) of \(count.all) |")
    try expect("requirements \(count.differing) are met otherwise and \(count.outside) don't arise")
    #expect(count.shown + count.differing + count.outside == count.all)
  }

  @Test("scim2-tester judged every provider of the sample configuration, in the version that is pinned")
  func tester() throws {
    let version = try #require(try Markdown.text(".ci/judges").firstMatch(of: /scim2-tester==([0-9.]+)/)).1
    for file in Markdown.files(under: ["config/providers"], named: { $0.hasSuffix(".yaml") }) {
      let provider = file.split(separator: "/").last?.dropLast(5) ?? ""
      let row = try Markdown.text("README.md").split(separator: "\n").first {
        $0.hasPrefix("| scim2-tester \(version) | `\(provider)` | ")
      }
      let score = row?.matches(of: /\d+/).suffix(2).map(\.0) ?? []
      #expect(score.count == 2 && score.first == score.last, "\(provider)")
    }
  }

  private func expect(_ text: String) throws {
    #expect(try Markdown.text("README.md").replacing("\n", with: " ").contains(text), "the README lacks: \(text)")
  }
}
