import JSON
import Testing

@testable import AdapterTesting

@Suite("What is expected of a JSON value")
struct AdapterTestingMatching {
  @Test(
    "the first difference",
    arguments: [
      (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#, nil),
      (#"{"a": {"b": "x"}}"#, #"{"a": {"b": "y"}}"#, "/a/b"),
      (#"{"a": null}"#, #"{}"#, nil),
      (#"{"a": null}"#, #"{"a": 0}"#, "/a"),
      (#"{"a": []}"#, #"{}"#, "/a"),
      (#"{"a/b": 1}"#, #"{"a/b": 2}"#, "/a~1b"),
      (#"["x", "x"]"#, #"["x"]"#, "/1"),
      (#"["x", "y"]"#, #"["y", "z", "x"]"#, nil),
      (#"[{"t": "w"}, {"t": "h", "v": 1}]"#, #"[{"t": "h", "v": 2}, {"t": "w"}]"#, "/1/v"),
      (#"[{}, {"a": 1}]"#, #"[{"a": 1}, {"b": 1}]"#, nil),
      (#"true"#, #""true""#, ""),
      (#"1"#, #"1.0"#, nil),
    ] as [(String, String, String?)])
  func difference(_ expected: String, _ got: String, _ place: String?) throws {
    let found = SubsetMatcher.difference(expected: try JSON(parsing: expected), got: try JSON(parsing: got))
    #expect(found?.pointer.description == place)
  }

  @Test("what isn't there differs from everything but null")
  func nothing() {
    #expect(SubsetMatcher.difference(expected: nil, got: nil as JSON?) == nil)
    #expect(SubsetMatcher.difference(expected: [:], got: nil as JSON?)?.pointer == JSONPointer([]))
  }

  @Test("pointers of RFC 6901")
  func pointers() throws {
    let json = try JSON(parsing: #"{"a": [{"b~/c": 1}], "": 2}"#)
    #expect(JSONPointer(parsing: "/a/0/b~0~1c")?.value(in: json) == 1)
    #expect(JSONPointer(parsing: "/")?.value(in: json) == 2)
    #expect(JSONPointer(parsing: "")?.value(in: json) == json)
    #expect(JSONPointer(parsing: "/a/1")?.value(in: json) == nil)
    #expect(JSONPointer(parsing: "a") == nil)
    #expect(JSONPointer(parsing: "/a~2") == nil)
  }

  @Test("merge patches of RFC 7396")
  func mergePatch() throws {
    let target = try JSON(parsing: #"{"a": 1, "b": {"c": 2, "d": 3}, "e": [1, 2]}"#)
    let patch = try JSON(parsing: #"{"a": null, "b": {"c": 4, "d": null}, "e": [3], "f": {"g": null, "h": 5}}"#)
    #expect(merged(target, with: patch) == (try JSON(parsing: #"{"b": {"c": 4}, "e": [3], "f": {"h": 5}}"#)))
  }

  @Test("placeholders in text and values")
  func placeholders() throws {
    var placeholders = Placeholders(base: "https://d.example/scim/v2/acme", token: "t")
    placeholders["user1.id"] = "42"
    placeholders["whole"] = ["a": 1]
    #expect(try placeholders.fill("{{base}}/Users/{{user1.id}}") == "https://d.example/scim/v2/acme/Users/42")
    #expect(try placeholders.fill(#"{"a":{"b":{{ x }}}"#) == #"{"a":{"b":{{ x }}}"#)
    #expect(try placeholders.fill(["x": "{{whole}}", "y": ["{{whole}}!"]]) == ["x": ["a": 1], "y": [#"{"a":1}!"#]])
    #expect(throws: MissingPlaceholder(name: "user2.id")) { try placeholders.fill("{{user2.id}}") }
  }
}
