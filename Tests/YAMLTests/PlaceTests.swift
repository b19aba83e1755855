import Diagnostics
import Testing
import YAML

@Suite struct PlaceTests {
  /// What the file holds between the marks of a range.
  private func slice(_ range: SourceRange, _ source: YAMLSource) -> String {
    let bytes = Array(source.text.utf8)
    return String(decoding: bytes[range.start.offset..<range.end.offset], as: UTF8.self)
  }

  private func range(of part: String, in node: YAMLNode, _ source: YAMLSource) throws -> SourceRange {
    let value = try #require(node.scalar)
    let found = try #require(value.firstRange(of: part))
    let offset = value.utf8.distance(from: value.startIndex, to: found.lowerBound)
    return node.range(ofValueOffset: offset, length: part.utf8.count, in: source)
  }

  @Test(arguments: [
    ("k: lower(emails[type eq work].value)\n", "work", "work", 1, 25), ("k:   é世 b c # x\n", "b", "b", 1, 9),
    ("k: 'it''s here'\n", "here", "here", 1, 11), ("k: 'it''s here'\n", "'s", "''s", 1, 7),
    ("k: \"a\\tb\\u00e9\\x41\\\"c d\"\n", "c d", "c d", 1, 21), ("k: \"\\U0001F600 x\"\n", "x", "x", 1, 16),
    ("k: \"é\\u4e16!\"\n", "世", "\\u4e16", 1, 6), ("k: \"\\_\\L!\"\n", "!", "!", 1, 9),
    ("k: |\n  join(a,\n    b)\n", "b)", "b)", 3, 5), ("k: |\n  join(a,\n\n    b)\n", "b)", "b)", 4, 5),
    ("k: |-\n  é one\n  two", "two", "two", 3, 3), ("k: |2\n    one\n", "  one", "  one", 2, 3),
    ("k: |\r\n  one\r\n  two\r\n", "two", "two", 3, 3), ("k: |+\n  one\n\n\nl: 1\n", "one", "one", 2, 3),
    ("k: |\n\n  one\n", "one", "one", 3, 3), ("- |\n  a: b\n", "b", "b", 2, 6), ("{k: 'a b'}\n", "b", "b", 1, 8),
  ])
  func aPartOfAScalarHasItsOwnPlace(text: String, part: String, written: String, line: Int, column: Int) throws {
    let source = try YAMLSource(file: "a", text: text)
    let node = try #require(source.root?.members?.first?.value ?? source.root?.elements?.first)
    let range = try range(of: part, in: node, source)
    #expect(slice(range, source) == written)
    #expect(range.start.line == line)
    #expect(range.start.column == column)
  }

  @Test(arguments: [
    "k: >\n  folded\n  text\n", "k: over\n  two lines\n", "k: \"over\n  two lines\"\n", "k: 'over\n\n  lines'\n",
  ])
  func elsewhereThePlaceIsTheWholeNode(text: String) throws {
    let source = try YAMLSource(file: "a", text: text)
    let node = try #require(source.root?["k"])
    #expect(node.range(ofValueOffset: 2, length: 3, in: source) == node.range)
  }

  @Test(arguments: [(-1, 1), (99, 1), (0, -1), (.max, .max), (.min, 1)])
  func aPlaceOutsideOfTheValueIsTheWholeNode(offset: Int, length: Int) throws {
    let source = try YAMLSource(file: "a", text: "k: value")
    let node = try #require(source.root?["k"])
    #expect(node.range(ofValueOffset: offset, length: length, in: source) == node.range)
  }

  @Test func theEndOfAValueIsAPlaceToo() throws {
    let source = try YAMLSource(file: "a", text: "k: 'abc'")
    let node = try #require(source.root?["k"])
    let end = node.range(ofValueOffset: 3, length: 0, in: source)
    #expect((end.start.column, end.end.column) == (8, 8))
    #expect(slice(node.range(ofValueOffset: 1, length: .max, in: source), source) == "bc")
  }

  @Test func nodesEndWithTheirLastValue() throws {
    let text = "users:\n  a: 1\n  b: [x, y]\n\n# comment\ngroups: { c: d }\n"
    let source = try YAMLSource(file: "a", text: text)
    let root = try #require(source.root)
    #expect(try slice(#require(root["users"]).range, source) == "a: 1\n  b: [x, y]")
    #expect(try slice(#require(root["groups"]).range, source) == "{ c: d }")
    #expect(slice(root.range, source) == "users:\n  a: 1\n  b: [x, y]\n\n# comment\ngroups: { c: d }")
    #expect(root.members?.map { slice($0.key.range, source) } == ["users", "groups"])
  }

  @Test func marksCountScalarsAndBytes() throws {
    let source = try YAMLSource(file: "a", text: "\u{FEFF}é: 世\r\n😀: [e\u{301}, x]\r\n")
    let members = try #require(source.root?.members)
    #expect(members[0].value.range.start == SourceMark(offset: 7, line: 1, column: 4))
    let x = try #require(members[1].value.elements?[1])
    #expect(x.range.start == SourceMark(offset: 24, line: 2, column: 9))
    #expect(slice(x.range, source) == "x")
    #expect(source.excerpt(x.range) == "😀: [e\u{301}, x]")
    #expect(source.excerpt(members[0].key.range) == "é: 世")
    #expect(source.excerpt(SourceRange.startOf("other")) == nil)
  }
}
