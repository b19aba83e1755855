import JSON
import Testing

@Suite struct CompactObjectTests {
  static let objects: [JSON] = [
    [:], ["a": 1], ["a": "", "b": [], "c": [:], "d": nil],
    ["quo\"te": "a\\\"},{", "brackets": ["]", ["}"], ["x": "[{"]], "last": true],
    ["ä\u{1}": "\n\u{2028}", "number": -12, "deep": [[[["x": [["y": 1]]]]]]],
  ]

  @Test("Every member of what is written is found where it stands", arguments: objects)
  func finds(_ object: JSON) throws {
    var text = object.description
    try text.withUTF8 { bytes in
      let found = try #require(CompactObject(bytes)).members.map { member in
        (key: String(decoding: bytes[member.name], as: UTF8.self), value: bytes[member.value])
      }
      let members = try #require(object.object)
      #expect(found.count == members.count)
      for (place, member) in zip(found, members) {
        #expect("\"\(place.key)\"" == JSON.string(member.key).description)
        #expect(try JSON(parsing: Array(place.value)) == member.value)
      }
    }
  }

  @Test("What is no compact object, cut or spaced, is nothing and never read beyond its end")
  func refuses() throws {
    var text = Self.objects[3].description
    let isCutFound = text.withUTF8 { bytes in
      (0..<bytes.count).contains { CompactObject(UnsafeBufferPointer(rebasing: bytes[..<$0])) != nil }
    }
    #expect(!isCutFound)
    for wrong in ["[]", "{\"a\"}", "{\"a\":}", "{}x", "{\"a\":1,}", "{\"a\\", "{ \"a\":1}"] {
      let found = Array(wrong.utf8).withUnsafeBufferPointer { CompactObject($0) }
      #expect(found == nil, "\(wrong)")
    }
  }
}
