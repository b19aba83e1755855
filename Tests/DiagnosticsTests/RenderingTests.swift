import Diagnostics
import Testing

@Suite struct RenderingTests {
  private func range(_ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int, file: String = "a.yaml")
    -> SourceRange
  {
    SourceRange(
      file: file, start: SourceMark(offset: 0, line: line, column: column),
      end: SourceMark(offset: 0, line: endLine, column: endColumn))
  }

  private func caret(under excerpt: String, _ range: SourceRange) -> [Substring] {
    Array(Diagnostic("m", at: range, excerpt: excerpt).rendered().split(separator: "\n").dropFirst())
  }

  @Test func looksAsTheManualShowsIt() {
    let line = "      email: lower(emails[type eq work].value)"
    let diagnostic = Diagnostic(
      "'work' is not a value that an attribute can be compared with",
      at: range(10, 35, 10, 39, file: "config/providers/contoso-entra.yaml"), excerpt: line,
      fix: #"quote it: emails[type eq "work"].value"#, see: "RFC 7644 §3.4.2.2")
    #expect(
      diagnostic.rendered() == """
        config/providers/contoso-entra.yaml:10:35: error: 'work' is not a value that an attribute can be compared with
         10 |       email: lower(emails[type eq work].value)
            |                                   ^^^^
            = fix: quote it: emails[type eq "work"].value
            = see: RFC 7644 §3.4.2.2
        """)
  }

  @Test func hasPlaceExcerptAndFixOnlyWhereThereIsOne() {
    #expect(Diagnostic("the port is taken").rendered() == "error: the port is taken")
    #expect(
      Diagnostic("unused", at: range(3, 1, 3, 2), severity: .warning).rendered() == "a.yaml:3:1: warning: unused")
  }

  @Test func theCaretStandsUnderTabs() {
    #expect(caret(under: "\ta:\tb", range(7, 5, 7, 6)) == [" 7 | \ta:\tb", "   | \t  \t^"])
  }

  @Test func theCaretIsAsWideAsWhatItMarks() {
    #expect(caret(under: "世界: é", range(1, 5, 1, 6)) == [" 1 | 世界: é", "   |       ^"])
    #expect(caret(under: "a: 世界", range(1, 4, 1, 6)) == [" 1 | a: 世界", "   |    ^^^^"])
    #expect(caret(under: "e\u{301}e\u{301}: x", range(1, 7, 1, 8)) == [" 1 | e\u{301}e\u{301}: x", "   |     ^"])
    #expect(caret(under: "😀 x", range(1, 3, 1, 4)) == [" 1 | 😀 x", "   |    ^"])
  }

  @Test func aRangeOverSeveralLinesIsMarkedInItsFirst() {
    #expect(caret(under: "key: [1,", range(4, 6, 9, 2)) == [" 4 | key: [1,", "   |      ^^^"])
  }

  @Test func thereIsAlwaysACaret() {
    #expect(caret(under: "", range(1, 1, 1, 1)) == [" 1 | ", "   | ^"])
    #expect(caret(under: "ab", range(1, 3, 1, 3)) == [" 1 | ab", "   |   ^"])
    #expect(caret(under: "ab", range(1, 99, 1, 120)) == [" 1 | ab", "   |   ^"])
    #expect(caret(under: "ab", range(1, 0, 1, 0)) == [" 1 | ab", "   | ^"])
    #expect(caret(under: "ab", range(1, 2, 1, 1)) == [" 1 | ab", "   |  ^"])
    #expect(caret(under: "abc", range(1, 2, 1, 99)) == [" 1 | abc", "   |  ^^"])
  }

  @Test func aLongLineIsCutAroundTheCaret() {
    let line = String(repeating: "a", count: 400) + "X" + String(repeating: "b", count: 400)
    let lines = caret(under: line, range(1, 401, 1, 402))
    #expect(lines.allSatisfy { $0.unicodeScalars.count < 180 })
    let (text, marks) = (Array(lines[0]), Array(lines[1]))
    #expect(text[marks.count - 1] == "X")
    #expect(text[5] == "…")
    #expect(text.last == "…")
  }

  @Test func aTerminalIsNotTold() {
    let rendered = Diagnostic(
      "no \u{1B}[2J here\u{202E}", at: range(1, 2, 1, 3), excerpt: "\u{1B}x\u{0}\u{7F}", fix: "a\u{7}b"
    ).rendered()
    #expect(rendered == "a.yaml:1:2: error: no ␛[2J here\u{FFFD}\n 1 | ␛x␀␡\n   |  ^\n    = fix: a␇b")
  }

  @Test func aFixMayHaveSeveralLines() {
    let lines = Diagnostic("m", fix: "write\nkey: value").rendered().split(separator: "\n")
    #expect(lines == ["error: m", "    = fix: write", "           key: value"])
  }

  @Test func coloursOnlyWhenAsked() {
    let diagnostic = Diagnostic("m", at: range(1, 1, 1, 2), excerpt: "a")
    #expect(!diagnostic.rendered().contains("\u{1B}"))
    #expect(diagnostic.rendered(colour: true).contains("\u{1B}[31;1merror:\u{1B}[0m"))
    #expect(Paint(on: true).green("x") == "\u{1B}[32;1mx\u{1B}[0m")
    #expect(Paint(on: false).bold("x") == "x")
  }
}
