import AdapterKit
import AdapterTesting
import Host
import JSON
import Testing

@Suite("Conversations: what thirteen dialects send, and what must come back", .serialized)
struct ConversationTests {
  @Test("A dialect's conversation comes out as its files say", arguments: DialectConversation.all)
  func conversation(_ conversation: DialectConversation) async throws {
    for line in try await conversation.play() { Issue.record("\(line)") }
  }

  @Test("An adapter has every knob where its dialect wants it", arguments: DialectConversation.all)
  func knobs(_ conversation: DialectConversation) throws {
    let (manifest, options) = (try conversation.manifest(), try conversation.options())
    // Standard has every knob where the RFC has it, and passes with those.
    for (name, wanted) in try conversation.knobs() where options[name] == nil && !manifest.strict {
      let knob = try #require(Knobs.named(name))
      let value = manifest.deviations[name] ?? (manifest.strict ? knob.strict : knob.standard)
      #expect(.string(value) == wanted, "\(name)")
    }
  }

  /// The dialects whose conversation needs nothing but the RFC.
  static let plain = ["cyberark", "duo", "generic", "pocket-id", "rauthy", "rippling"]

  @Test("With Standard alone only the plain dialects come through", arguments: DialectConversation.all)
  func standard(_ conversation: DialectConversation) async throws {
    let wrong = try await conversation.playWithStandard()
    #expect(wrong.isEmpty == Self.plain.contains(conversation.dialect), "\(wrong)")
  }

  @Test(
    "Products without an adapter come through with Standard and the options of the page",
    arguments: ["duo", "rippling"])
  func page(_ dialect: String) async throws {
    let wrong = try await DialectConversation(dialect: dialect).playWithStandard(DialectConversation.optionsOfThePage)
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test("All thirteen dialects are here, with all of their files")
  func complete() throws {
    #expect(DialectConversation.all.count == 13)
    #expect(try DialectConversation.all.reduce(0) { try $0 + $1.steps().count } == 111)
  }

  @Test("Whatever a file expects is checked")
  func checks() throws {
    let expected = try ConversationExpectation([
      "status": [200, 204], "bodySubset": ["a": [1]], "count": ["/list": 2], "absent": ["/b"], "capture": ["id": "id"],
    ])
    let bodies: [(body: String, wrong: Int)] = [
      (#"{"id": "7", "a": [2, 1], "list": [1, 2]}"#, 0), (#"{"id": "7", "a": [2], "list": [1, 2]}"#, 1),
      (#"{"id": "7", "a": [1], "list": [1]}"#, 1), (#"{"id": "7", "a": [1], "list": [1, 2], "b": 0}"#, 1),
      (#"{"a": [1], "list": [1, 2]}"#, 1), (#"{"b": null}"#, 4), ("", 3),
    ]
    for (body, wrong) in bodies {
      var known = Placeholders(base: "", token: "")
      let reply = ExchangeReply(status: 200, headers: [], body: Array(body.utf8))
      #expect(try expected.differences(reply, &known).count == wrong, "\(body)")
      #expect(try expected.differences(ExchangeReply(status: 500, headers: [], body: []), &known).count == 1)
    }
  }
}
