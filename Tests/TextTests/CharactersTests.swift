import Testing
import Text

@Suite struct CharactersTests {
  @Test(arguments: ["", "Ada", "é😀\u{4E16}", "a b", "\u{A0}", "\u{202E}"])
  func takesTexts(text: String) {
    #expect(forbiddenCharacter(in: text, .text) == nil)
    #expect(forbiddenCharacter(in: text, .identifier) == nil)
  }

  @Test(arguments: ["\t", "a\nb", "é\r"])
  func linesAreForTextsOnly(text: String) {
    #expect(forbiddenCharacter(in: text, .text) == nil)
    #expect(forbiddenCharacter(in: text, .identifier) != nil)
  }

  @Test(
    arguments: ["\u{0}", "\u{1}", "\u{8}", "\u{B}", "\u{1B}", "\u{7F}", "\u{80}", "\u{85}", "\u{9F}"]
      as [Unicode.Scalar])
  func refusesControlCharacters(scalar: Unicode.Scalar) {
    for text in ["\(scalar)", "a\(scalar)b", "é\(scalar)"] {
      #expect(forbiddenCharacter(in: text, .text) == scalar)
      #expect(forbiddenCharacter(in: text, .identifier) == scalar)
    }
  }

  @Test(
    arguments: [("\u{0}", "U+0000"), ("A", "U+0041"), ("\u{FEFF}", "U+FEFF"), ("😀", "U+1F600")]
      as [(Unicode.Scalar, String)])
  func namesCharacters(scalar: Unicode.Scalar, notation: String) {
    #expect(scalar.notation == notation)
  }

  @Test(arguments: [
    ("plain é", "plain é"), ("a\nb", #"a\u{a}b"#), ("\u{1B}[31m", #"\u{1b}[31m"#), ("x\u{202E}y", #"x\u{202e}y"#),
    ("\u{9B}1m", #"\u{9b}1m"#), ("\u{61C}", #"\u{61c}"#), ("\r\n", #"\u{d}\u{a}"#), ("\u{2028}", #"\u{2028}"#),
  ])
  func printsControlCharactersAsEscapes(text: String, printed: String) {
    #expect(text.printable == printed)
  }
}
