import Diagnostics
import JSON
import Testing
import YAML

@Suite struct ValueTests {
  /// YAML 1.2.2 §10.3.2, and what YAML 1.1 made of the same words.
  @Test(
    arguments: [
      ("null", nil), ("Null", nil), ("NULL", nil), ("~", nil), ("true", true), ("True", true), ("FALSE", false),
      ("0", 0), ("-0", 0), ("+12", 12), ("010", 10), ("-007", -7), ("0o17", 15), ("0x1F", 31), ("0xff", 255),
      ("9223372036854775807", 9_223_372_036_854_775_807), ("1e3", 1000), ("0", 0), ("00", 0),
      ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"), ("nULL", "nULL"), ("tRUE", "tRUE"),
      ("12:30:45", "12:30:45"), ("1_000", "1_000"), ("0b11", "0b11"), ("0o18", "0o18"), ("0o", "0o"), ("0x", "0x"),
      ("0xG", "0xG"), ("-0x1F", "-0x1F"), ("+0o7", "+0o7"), ("0o+7", "0o+7"), ("0x-1", "0x-1"),
      ("2026-01-31", "2026-01-31"),
      (".", "."), ("-.", "-."), ("e3", "e3"), ("1e", "1e"), ("1e+", "1e+"), ("+-1", "+-1"), ("1.2.3", "1.2.3"),
      ("+", "+"),
      (".inf", ".inf"), ("-.INF", "-.INF"), (".nan", ".nan"), ("nil", "nil"), ("１", "１"), ("a b", "a b"),
    ] as [(String, JSON)])
  func plainScalarsFollowTheCoreSchema(text: String, value: JSON) throws {
    #expect(try YAMLSource(file: "a", text: "[\(text)]").root?.json() == [value])
  }

  @Test(arguments: [
    ("1.5", "1.5"), ("-.5", "-0.5"), ("+.5e-3", "0.5e-3"), ("12.", "12.0"), ("1.E2", "1.0e2"), ("007.50", "7.50"),
    ("18446744073709551615", "18446744073709551615"), ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
    ("1e400", "1e400"),
  ])
  func fractionsKeepTheirLiteral(text: String, literal: String) throws {
    #expect(try YAMLSource(file: "a", text: text).root?.json().number?.description == literal)
  }

  @Test(arguments: ["\"true\"", "'12'", "\"\"", "'~'", "|\n  12\n", ">\n  null\n"])
  func quotedScalarsAndBlocksAreTexts(text: String) throws {
    #expect(try YAMLSource(file: "a", text: text).root?.json().string != nil)
  }

  @Test func aNumberThatNobodyCanHoldStaysAText() throws {
    let digits = String(repeating: "9", count: 1000)
    #expect(try YAMLSource(file: "a", text: digits).root?.json() == .string(digits))
    #expect(try YAMLSource(file: "a", text: "0x1" + String(repeating: "0", count: 16)).root?.json().string != nil)
  }

  @Test func collectionsKeepTheirOrder() throws {
    let source = try YAMLSource(file: "a", text: "b: [1, {c: no}]\na:\n- x\n- \n'1': |\n  two\n  lines\n")
    let expected: JSON = ["b": [1, ["c": "no"]], "a": ["x", nil], "1": "two\nlines\n"]
    #expect(source.root?.json() == expected)
    #expect(source.root?.json().object?.keys == ["b", "a", "1"])
    #expect(source.root?["a"]?.elements?.count == 2)
  }

  @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "--- # x\n...\n", "\u{FEFF}"])
  func anEmptyFileHasNoValue(text: String) throws {
    #expect(try YAMLSource(file: "a", text: text).root == nil)
  }

  @Test(arguments: [
    ("[]", "a list"), ("{}", "a mapping"), ("x", "a text"), ("'5'", "a text"), ("5", "a number"), ("true", "a flag"),
    ("~", "nothing"),
  ])
  func kindsHaveNames(text: String, name: String) throws {
    #expect(try YAMLSource(file: "a", text: text).root?.kindName == name)
  }

  @Test func aByteOrderMarkAndYAML12AreFine() throws {
    let source = try YAMLSource(file: "a", text: "\u{FEFF}%YAML 1.2\n---\nkey: é\n")
    #expect(source.root?.json() == ["key": "é"])
    #expect(try YAMLSource(file: "a", text: "\u{FEFF}key: v").root?.members?.first?.key.range.start.column == 1)
  }
}
