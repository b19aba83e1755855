import JSON
import Testing

@Suite struct ReadingTests {
  @Test func readsEveryKindOfValue() throws {
    let text = " {\"a\":[null,true,false,0,-1.5e3,\"x\\n\\u00e9\\ud83d\\ude00\\/\"],\r\n\t\"b\":{}} "
    let value = try JSON(parsing: text)
    let expected: JSON = ["a": [nil, true, false, 0, -1500, "x\né😀/"], "b": [:]]
    #expect(value == expected)
    #expect(value["a"]?.array?[5].string?.unicodeScalars.count == 5)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "tru", "TRUE", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
    "{\"a\":1,}", "{a:1}", "{'a':1}", "{\"a\" 1}", "{1:1}", "\"", "\"a", "\"\\\"", "\"\\x\"", "\"\\u12\"",
    "\"\\u12g4\"",
    "\"a\tb\"", "\"a\nb\"", "1 2", "01", "-01", "-", "+1", "1.", ".5", "1.e3", "1e", "1e+", "0x10", "NaN", "Infinity",
    "-Infinity", "// c\n1", "[1]x", "\u{FEFF}1", "\u{0}", "1\u{0}",
  ])
  func refusesWhatIsNotJSON(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test(arguments: [
    ("{\"a\":1,\"a\":2}", 7), ("{\"active\":true,\"Active\":false}", 15), ("[{\"x\":{\"K\":1,\"k\":2}}]", 13),
    ("{\"a\":1,\"\\u0061\":2}", 7),
  ])
  func refusesDuplicateNamesWhateverTheirCase(text: String, place: Int) {
    let error = #expect(throws: JSONError.self) { try JSON(parsing: text) }
    #expect(error?.offset == place)
    #expect(error?.message == "a member's name occurs twice in one object")
  }

  @Test func namesMayDifferInCaseWhereTheCallerSaysSo() throws {
    let exact = JSONLimits(depth: 8, namesIgnoreCase: false)
    #expect(try JSON(parsing: "{\"a\":1,\"A\":2}", limits: exact)["A"]?.integer == 2)
    #expect(throws: JSONError.self) { try JSON(parsing: "{\"a\":1,\"a\":2}", limits: exact) }
  }

  /// Names are compared by their bytes, however many there are: `é` in one character or in two are two names.
  @Test(arguments: [0, 30])
  func namesAreNotNormalized(others: Int) throws {
    let names = (0..<others).map { "n\($0)" } + ["\u{E9}", "e\u{301}"]
    let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    let object = try #require(try JSON(parsing: text).object)
    #expect(object.count == others + 2)
    #expect(throws: JSONError.self) { try JSON(parsing: text.dropLast() + ",\"\u{E9}\":2}") }
  }

  @Test(arguments: [1000, 20_000])
  func findsADuplicateAmongMany(count: Int) {
    let members = (0..<count).map { "\"name\($0)\":0" }.joined(separator: ",")
    #expect(throws: Never.self) { try JSON(parsing: "{\(members)}") }
    #expect(throws: JSONError.self) { try JSON(parsing: "{\(members),\"NAME7\":0}") }
  }

  @Test func depthIsBoundedBeforeRecursion() {
    let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(throws: Never.self) { try JSON(parsing: deep) }
    for count in [33, 1000, 1_000_000] {
      let error = #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "[", count: count)) }
      #expect(error?.message == "nested deeper than 32 levels")
      #expect(throws: JSONError.self) { try JSON(parsing: String(repeating: "{\"a\":", count: count)) }
    }
  }

  @Test(arguments: ["\\u0000", "a\\u0000b"])
  func refusesU0000(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: "\"\(text)\"") }
    #expect(throws: JSONError.self) { try JSON(parsing: "{\"\(text)\":1}") }
  }

  @Test(arguments: [
    "\\ud83d", "\\ude00", "\\ud83dx", "\\ud83d\\u0041", "\\ud83d\\ud83d", "\\ude00\\ud83d", "\\uD800\\n", "\\udfff",
  ])
  func refusesLoneSurrogates(text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: "\"\(text)\"") }
  }

  @Test(
    arguments: [
      [0x80], [0xC3], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
      [0xE2, 0x82],
    ] as [[UInt8]])
  func refusesInvalidUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSON(parsing: [0x22] + bytes + [0x22]) }
    #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0x5C, 0x6E] + bytes + [0x22]) }
    #expect(throws: JSONError.self) { try JSON(parsing: bytes) }
  }

  @Test func errorsTellThePlaceAndNotTheText() {
    let error = #expect(throws: JSONError.self) { try JSON(parsing: "{\"password\": secret}") }
    #expect(error?.offset == 13)
    #expect(error.map(String.init(describing:)) == "a JSON value is expected (at byte 13)")
  }

  @Test func everyCutOfATextIsRefused() throws {
    let text = Array("{\"a\":[1.5e3,\"\\ud83d\\ude00é\"],\"b\":{\"c\":null,\"d\":true}}".utf8)
    #expect(throws: Never.self) { try JSON(parsing: text) }
    for end in text.indices {
      #expect(throws: JSONError.self) { try JSON(parsing: Array(text[..<end])) }
    }
  }
}
