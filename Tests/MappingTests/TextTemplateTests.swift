import Directory
import JSON
import Mapping
import Testing

@Suite("Texts with ${attribute}")
struct TextTemplateTests {
  private static let names = TextNames(custom: ["badgeNumber", "shoe-size"])
  private static let values: [String: JSON] = [
    "userName": "ada@example.org", "givenName": "Ada", "badgeNumber": 1815, "shoe-size": ["38", "39"], "active": true,
    "emails": [["value": "a@example.org", "type": "work"], ["value": "b@example.org"]], "nickName": "",
    "manager.displayName": "Charles", "manager.manager.badgeNumber": "1", "groups": ["Engines", "Poets"],
  ]

  private static func render(_ text: String) throws -> TextTemplate.Rendered {
    try TextTemplate(text, names: names).rendered { values[$0.path] }
  }

  @Test(
    "A text reads as it should",
    arguments: [
      ("no attribute at all", "no attribute at all"), ("", ""), ("$5 and 100% {x}", "$5 and 100% {x}"),
      ("${userName}", "ada@example.org"), ("<${GIVENNAME}>", "<Ada>"), ("${badgenumber}/${shoe-size}", "1815/38, 39"),
      ("${active}", "true"), ("${emails}", "a@example.org, b@example.org"),
      ("${manager.displayName}, ${Manager.manager.badgeNumber}", "Charles, 1"), ("${groups}", "Engines, Poets"),
      ("${nickName:-friend}", "friend"), ("${title:-}|", "|"), ("${givenName:-friend}", "Ada"),
      ("${nickName:-${title:-${givenName}}!}", "Ada!"), ("${title:-a \\} b \\\\ c}", "a } b \\ c"),
      (#"\${userName} costs \$5, C:\temp"#, #"${userName} costs $5, C:\temp"#), (#"\\${givenName}"#, #"\Ada"#),
      ("}${givenName}}", "}Ada}"), ("${title:-ä€😀}é", "ä€😀é"),
    ])
  func reads(_ text: String, _ expected: String) throws { #expect(try Self.render(text).text == expected) }

  @Test("An empty attribute without a fallback is told, in the order of the text")
  func empty() throws {
    let rendered = try Self.render("${title}-${givenName}-${manager.title}-${nickName:-${department}}")
    #expect(rendered.text == "-Ada--" && rendered.empty == ["title", "manager.title", "department"])
  }

  @Test(
    "Every mistake has its column and a fix",
    arguments: [
      ("Dear ${givenNam}", 8, "there is no attribute 'givenNam' of a user", "did you mean ${givenName}?"),
      ("ä ${badge-Number}", 5, "there is no attribute 'badge-Number' of a user", "did you mean ${badgeNumber}?"),
      (
        "${manager.displayNme}", 3, "there is no attribute 'displayNme' of a user",
        "did you mean ${manager.displayName}?"
      ),
      (
        "${manager}", 3, "manager is a user, not a text", "name one of the manager's attributes: ${manager.displayName}"
      ),
      ("${custom.badgeNumber}", 3, "attributes of type IDP are named without 'custom.'", "${badgeNumber}"),
      (
        "${links}", 3, "there is no attribute 'links' of a user",
        "declare it under custom:, or name one of the directory's"
      ),
      ("${}", 1, "a name is expected after ${", "write \\${ for the characters themselves"),
      ("x ${userName", 3, "'}' or ':-' is expected after the name", "${userName:-what stands there when it is empty}"),
      (
        "${userName|upper}", 1, "'}' or ':-' is expected after the name",
        "${userName:-what stands there when it is empty}"
      ),
      ("${title:-none", 1, "the ${ that begins here isn't closed", nil),
      (
        "${manager.manager.manager.manager.title}", 3, "a text goes up 3 managers at most", nil
      ),
    ] as [(String, Int, String, String?)])
  func faults(_ text: String, _ column: Int, _ message: String, _ fix: String?) {
    let faults = #expect(throws: TextFaults.self) { try TextTemplate(text, names: Self.names) }
    #expect(faults?.all.first?.column == column)
    #expect(faults?.all.first?.message == message)
    #expect(faults?.all.first?.fix == fix)
  }

  @Test("All mistakes of a text are told at once")
  func allFaults() {
    let faults = #expect(throws: TextFaults.self) { try TextTemplate("${a1} ${b2} ${userName}", names: Self.names) }
    #expect(faults?.all.map(\.column) == [3, 9])
  }

  @Test("What is too much is refused: length, attributes, fallbacks within each other, what comes out")
  func limits() throws {
    let deep = String(repeating: "${title:-", count: 40) + String(repeating: "}", count: 40)
    for text in [String(repeating: "x", count: 70_000), String(repeating: "${title}", count: 300), deep] {
      #expect(throws: TextFaults.self) { try TextTemplate(text, names: Self.names) }
    }
    let many = try TextTemplate(String(repeating: "${title}", count: 200), names: Self.names)
    let long = JSON.string(String(repeating: "x", count: 60_000))
    #expect(throws: TextTooLong.self) { try many.rendered { _ in long } }
  }

  @Test("Whatever is typed ends in a text or in mistakes", arguments: 0..<200)
  func fuzz(_ seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let pieces = ["${", "}", ":-", "\\", "$", "userName", "manager.", "x", "{", " ", "-", "ä", ".", "title"]
    let text = (0..<40).map { _ -> String in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return pieces[Int(state >> 33) % pieces.count]
    }.joined()
    do throws(TextFaults) {
      _ = try TextTemplate(text, names: Self.names)
    } catch {
      #expect(error.all.allSatisfy { (1...text.unicodeScalars.count + 1).contains($0.column) })
    }
  }
}
