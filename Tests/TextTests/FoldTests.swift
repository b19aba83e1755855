import Foundation
import Testing
import Text

@Suite struct FoldTests {
  @Test(arguments: [
    ("Ada@Example.ORG", "ada@example.org"), ("\u{C9}", "\u{E9}"), ("E\u{301}", "\u{E9}"), ("\u{212A}", "k"),
    ("\u{212B}", "\u{E5}"), ("ß", "ß"), ("\u{1E9E}", "ß"), ("İ", "i\u{307}"), ("I", "i"), ("ı", "ı"), ("Σ", "σ"),
    ("ǅ", "ǆ"), ("한", "한"), ("ﬀ", "ﬀ"), ("", ""),
  ])
  func foldsByTheTable(text: String, key: String) {
    #expect(fold(text).utf8.elementsEqual(key.utf8), "\(fold(text).unicodeScalars.map(\.notation))")
    #expect(equalFolded(text, key))
  }

  @Test(arguments: [("ß", "ss"), ("ı", "i"), ("İ", "i"), ("a", "ä"), ("ﬀ", "ff"), ("K", "c")])
  func keepsApart(a: String, b: String) {
    #expect(!equalFolded(a, b))
  }

  @Test func foldingTwiceChangesNothing() {
    let marks = ["", "\u{301}", "\u{307}", "\u{345}", "\u{323}\u{307}"]
    var wrong: [String] = []
    for scalar in (0...0x1FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
      let key = fold(String(scalar))
      if !fold(key).utf8.elementsEqual(key.utf8) { wrong.append(scalar.notation) }
      guard scalar.value < 0x2200 else { continue }
      for mark in marks {
        let key = fold(String(scalar) + mark)
        if !fold(key).utf8.elementsEqual(key.utf8) {
          wrong.append("\(scalar.notation) + \(mark.unicodeScalars.map(\.notation))")
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func composedAndDecomposedFoldAlike() {
    let letters = (0xC0...0x24F as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).map { String($0) }
    let wrong = letters.filter { !fold($0).utf8.elementsEqual(fold($0.decomposedStringWithCanonicalMapping).utf8) }
    #expect(wrong == [])
  }
}
