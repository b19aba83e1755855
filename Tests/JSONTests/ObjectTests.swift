import JSON
import Testing

@Suite struct ObjectTests {
  @Test func keepsOrderAndReplacesInPlace() {
    var object: JSONObject = ["a": 1, "b": 2, "a": 3]
    #expect(object.keys == ["a", "b"])
    #expect(object["a"] == 3)
    object["c"] = 4
    object["a"] = nil
    object["missing"] = nil
    #expect(object.keys == ["b", "c"])
  }

  @Test(arguments: [3, 100, 20_000])
  func ofTwoPairsWithOneNameTheLastCounts(count: Int) {
    let pairs = (0..<count).map { ("n\($0)", JSON($0)) } + [("n1", JSON(-1))]
    let object = JSONObject(pairs)
    #expect(object.count == count)
    #expect(object[1].key == "n1")
    #expect(object["n1"] == -1)
  }

  @Test(arguments: [2, 30])
  func namesAreComparedByTheirBytes(count: Int) {
    let pairs = (0..<count).map { ("n\($0)", JSON($0)) }
    let composed = JSONObject(pairs + [("\u{E9}", 1)])
    let decomposed = JSONObject(pairs + [("e\u{301}", 1)])
    #expect(composed != decomposed)
    #expect(decomposed != composed)
    #expect(composed["e\u{301}"] == nil)
    #expect(JSONObject(pairs + [("\u{E9}", 1), ("e\u{301}", 1)]).count == count + 2)
  }

  @Test(arguments: [3, 5000])
  func equalInAnyOrder(count: Int) {
    let pairs = (0..<count).map { ("n\($0)", JSON($0)) }
    let (a, b) = (JSONObject(pairs), JSONObject(pairs.reversed()))
    #expect(a == b)
    #expect(a.hashValue == b.hashValue)
    var c = b
    c["n1"] = "other"
    #expect(a != c)
    c["n1"] = nil
    c["other"] = 1
    #expect(a != c)
  }

  @Test func findsMembersWhateverTheirCase() {
    let object: JSONObject = ["userName": "ada"]
    #expect(object.member(ignoringCase: "USERNAME")?.key == "userName")
    #expect(object.member(ignoringCase: "user") == nil)
    #expect(equalIgnoringASCIICase("aZ[", "Az["))
    #expect(!equalIgnoringASCIICase("[", "{"))
    #expect(!equalIgnoringASCIICase("É", "é"))
  }

  @Test func valuesTellTheirKind() {
    let kinds = ([nil, true, 1, "a", [], [:]] as [JSON]).map(\.kind)
    #expect(kinds == ["null", "a boolean", "a number", "a string", "an array", "an object"])
    #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    #expect(JSON.null.isNull)
    #expect(JSON.bool(true) != JSON(1))
  }
}
