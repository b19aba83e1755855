import Diagnostics
import Testing

@Suite struct SuggestionTests {
  private let keys = ["adapter", "provider", "mapping", "settings", "isolation", "userName", "id"]

  @Test(arguments: [
    ("adaptor", "adapter"), ("Provider", "provider"), ("mappign", "mapping"), ("setting", "settings"),
    ("username", "userName"), ("usrName", "userName"), ("di", "id"), ("isolatoin", "isolation"),
  ])
  func findsTheNearest(word: String, nearest: String) {
    #expect(suggestion(for: word, among: keys) == nearest)
  }

  @Test(arguments: ["", "x", "colour", "zzzzzzzz", "mapper-of-things"])
  func staysSilentWhenNoneIsNear(word: String) {
    #expect(suggestion(for: word, among: keys) == nil)
  }

  @Test func takesHugeWords() {
    #expect(suggestion(for: String(repeating: "a", count: 1_000_000), among: keys) == nil)
    #expect(suggestion(for: "a", among: [] as [String]) == nil)
    #expect(suggestion(for: "", among: ["a"]) == nil)
  }

  @Test func ofEquallyNearOnesTheFirstByName() {
    #expect(suggestion(for: "bat", among: ["cat", "hat", "bad"]) == "bad")
  }
}
