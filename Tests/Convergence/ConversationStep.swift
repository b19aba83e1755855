import AdapterTesting
import JSON
import Testing

/// One request of a conversation, and what must come of it.
struct ConversationStep: Sendable {
  let file: String
  let method: String
  let path: String
  let headers: [(name: String, value: String)]
  let body: JSON?
  private(set) var expected: ConversationExpectation
  let after: [ConversationStep]

  /// Reads a file's content.
  init(_ json: JSON, file: String) throws {
    let expect = try #require(json["expect"]?.object)
    let known = ["status", "notes", "bodySubset", "count", "absent", "capture", "after"]
    #expect(expect.keys.allSatisfy(known.contains), "\(file) expects something that isn't checked")
    self.file = file
    method = try #require(json["method"]?.string)
    path = try #require(json["path"]?.string)
    headers = try (json["headers"]?.object ?? [:]).map { ($0, try #require($1.string)) }
    body = if let body = json["body"], !body.isNull { body } else { Optional<JSON>.none }
    expected = try ConversationExpectation(expect)
    var following = expect["after"]?.array ?? []
    // An answer to a write may leave members out; what is counted in it must also be so in what is stored.
    if method == "PUT", let count = expect["count"] { following.append(["get": .string(path), "count": count]) }
    after = try following.map { try ConversationStep(following: $0, file: file) }
  }

  private init(following json: JSON, file: String) throws {
    let expect = try #require(json.object)
    let known = ["get", "status", "bodySubset", "count", "absent"]
    #expect(expect.keys.allSatisfy(known.contains), "\(file) expects something afterwards that isn't checked")
    self.file = file
    (method, path) = ("GET", try #require(expect["get"]?.string))
    (headers, body, after) = ([("Authorization", "Bearer {{token}}")], nil, [])
    expected = try ConversationExpectation(expect)
  }

  /// Where the dialect has chosen what a PATCH is answered with, of several statuses only that one will do.
  func narrowed(by knobs: JSONObject) -> ConversationStep {
    guard method == "PATCH", let status = knobs[path.hasPrefix("/Users") ? "userPatchReply" : "groupPatchReply"] else {
      return self
    }
    var copy = self
    copy.expected.narrow(to: status.string.flatMap(Int64.init))
    return copy
  }

  /// Sends it and what follows; what came out otherwise than expected, a line each.
  func play(_ known: inout Placeholders, over transport: SocketTransport) async throws -> [String] {
    do {
      return try await exchange(&known, over: transport)
    } catch let error as MissingPlaceholder {
      return ["\(file): \(method) \(path): nothing was captured for {{\(error.name)}}"]
    }
  }

  private func exchange(_ known: inout Placeholders, over transport: SocketTransport) async throws -> [String] {
    var filled: [(name: String, value: String)] = []
    for (name, value) in headers { filled.append((name, try known.fill(value))) }
    let bytes = try body.map { try known.fill($0).bytes }
    let reply = try await transport.send(method, try known.fill(path), headers: filled, body: bytes)
    var wrong = try expected.differences(reply, &known).map { "\(file): \(method) \(path): \($0)" }
    for step in after { wrong += try await step.play(&known, over: transport) }
    return wrong
  }
}
