import AdapterTesting
import Diagnostics
import Testing
import YAML

@Suite("Every mistake in an exchange file is told with its place")
struct AdapterTestingDiagnostics {
  @Test("mistakes of one exchange", arguments: Self.mistakes)
  func mistake(_ exchange: String, _ expected: String) throws {
    let diagnostics = try #require(throws: Diagnostics.self) {
      try ExchangeFile.read(yaml(exchangeText(exchange)))
    }
    #expect(diagnostics.rendered.contains(expected), "\(diagnostics.rendered)")
  }

  static let mistakes: [(String, String)] = [
    (
      "  - { request: { method: FETCH, path: /Users }, answer: { status: 200 } }",
      "sample.yaml:5:26: error: 'FETCH' is not a value of 'method' in a request"
    ),
    (
      "  - { request: { method: GET, path: Users }, answer: { status: 200 } }",
      "sample.yaml:5:37: error: a path begins with /"
    ),
    (
      "  - { request: { method: GET, path: /Users }, answer: { status: 20 } }",
      "sample.yaml:5:65: error: 'status' must be a number from 200 to 599"
    ),
    (
      "  - { request: { method: GET, path: /Users }, answer: { state: 200 } }",
      "sample.yaml:5:57: error: unknown key 'state' in an answer"
    ),
    (
      "  - { request: { method: GET, path: /Users }, answer: { status: 200, absent: [title] } }",
      "    = fix: write it like /title"
    ),
    (
      "  - { request: { method: GET, path: \"/Users/{{user1.id}}\" }, answer: { status: 200 } }",
      "sample.yaml:5:37: error: nothing before this captures {{user1.id}}"
    ),
    (
      "  - { request: { method: GET, path: \"/Users/{{tokem}}\" }, answer: { status: 200 } }",
      "    = fix: did you mean {{token}}?"
    ),
    (
      "  - { request: { method: POST, path: /Users, body: {}, raw: x }, answer: { status: 201 } }",
      "a request has either 'body' or 'raw'"
    ),
    (
      "  - { request: { method: PUT, path: /Users, edit: {} }, answer: { status: 201 } }",
      "there is no body that 'edit' could change"
    ),
    ("  - { request: { method: GET, path: /Users } }", "'answer' is missing in an exchange"),
    (
      "  - { repeat: 0, each: { request: { method: GET, path: /Users }, answer: { status: 200 } } }",
      "sample.yaml:5:15: error: 'repeat' must be a number from 1 to 10000"
    ),
    (
      "  - { repeat: 2, each: { request: { method: GET, path: \"/Users/{{user{{n}}.id}}\" }, answer: { status: 200 } } }",
      "nothing before this captures {{user1.id}}"
    ),
  ]

  @Test("an attribute that the directory doesn't have")
  func attribute() throws {
    let text = exchangeText(
      "  - { request: { method: GET, path: /Users }, answer: { status: 200 } }",
      directory: "{ users: [{ userName: ada, departmnt: Maps }], groups: [] }")
    let diagnostics = try #require(throws: Diagnostics.self) { try ExchangeFile.read(yaml(text)) }
    #expect(
      diagnostics.rendered == """
        sample.yaml:6:39: error: a user of the directory has no attribute 'departmnt'
         6 | directory: { users: [{ userName: ada, departmnt: Maps }], groups: [] }
           |                                       ^^^^^^^^^
            = fix: did you mean 'department'?
        """)
  }

  @Test("all of them at once, sorted")
  func together() throws {
    let text = "name: x\nfacts: [21]\nevidence: rumour\nexchanges: []\naudit: [created]\n"
    let diagnostics = try #require(throws: Diagnostics.self) { try ExchangeFile.read(yaml(text)) }
    #expect(diagnostics.all.map { $0.range?.start.line } == [1, 2, 3, 5])
  }

  @Test("a story that is another")
  func telling() throws {
    let text = """
      titel: RFC
      steps:
        - name: one
          exchange: []
      """
    let diagnostics = try #require(throws: Diagnostics.self) { try Story.read(yaml(text), adapter: "Standard") }
    #expect(diagnostics.rendered.contains("sample.yaml:1:1: error: unknown key 'titel' in a story"))
    #expect(diagnostics.rendered.contains("sample.yaml:3:11: error: step 1 of the story is another"))
    #expect(diagnostics.rendered.contains("sample.yaml:4:5: error: unknown key 'exchange' in a step"))
    #expect(diagnostics.rendered.contains("the story doesn't tell 'Cleo leaves the house'"))
  }
}
