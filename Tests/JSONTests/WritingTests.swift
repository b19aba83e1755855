import JSON
import Testing

@Suite struct WritingTests {
  @Test func writesCompactInOrder() {
    let value: JSON = ["b": [1, nil, true], "a": "x\"\\\n\r\t\u{1}é😀/\u{7F}", "c": [:], "d": []]
    #expect(value.description == #"{"b":[1,null,true],"a":"x\"\\\n\r\t\u0001é😀/"# + "\u{7F}" + #"","c":{},"d":[]}"#)
    #expect(value.bytes == Array(value.description.utf8))
  }

  @Test func writesPretty() {
    let value: JSON = ["a": [1, ["b": nil]], "c": [], "d": [:]]
    #expect(
      value.pretty() == """
        {
          "a": [
            1,
            {
              "b": null
            }
          ],
          "c": [],
          "d": {}
        }
        """)
  }

  @Test func everyCharacterComesBack() throws {
    let scalars = (1...0x10FFFF).lazy.compactMap { Unicode.Scalar(UInt32($0)) }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars.prefix(0x3000))
    text.unicodeScalars.append(contentsOf: scalars.filter { $0.value % 997 == 0 })
    #expect(try JSON(parsing: JSON.string(text).bytes) == .string(text))
  }

  @Test(arguments: [
    ("{\"b\":1,\"a\":{\"d\":2.0,\"c\":[3,1]}}", "{\"a\":{\"c\":[3,1],\"d\":2},\"b\":1}"),
    ("{\"é\":1,\"z\":2,\"Z\":3,\"\":4}", "{\"\":4,\"Z\":3,\"z\":2,\"é\":1}"),
    ("[1.0,1e3,1.50,-0,0.00001,12.5e30]", "[1,1000,1.5,0,0.00001,1.25e31]"),
    ("[123456789012345678901234567890,1e-9,-1.5]", "[1.2345678901234567890123456789e29,1e-9,-1.5]"),
  ])
  func canonicalFormIsTheSameForEqualValues(text: String, expected: String) throws {
    let limits = JSONLimits(depth: 32, namesIgnoreCase: false)
    let value = try JSON(parsing: text, limits: limits)
    let canonical = value.canonical
    #expect(canonical.description == expected)
    #expect(canonical == value)
    #expect(canonical.canonical.description == canonical.description)
  }
}
