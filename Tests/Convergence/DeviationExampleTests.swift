import AdapterKit
import AdapterTesting
import Foundation
import JSON
import Testing

@Suite("The examples of the catalogue of deviations", .serialized)
struct DeviationExampleTests {
  @Test("Everything that can be chosen has an example, and a knob's shows each of its values")
  func complete() {
    for form in LenientForms.all { #expect(LenientForms.examples[form.name] != nil, "\(form.name)") }
    for knob in Knobs.all where !LenientForms.all.contains(where: { $0.name == knob.name }) {
      #expect(Knobs.examples[knob.name]?.outcomes.map(\.value).sorted() == knob.values.sorted(), "\(knob.name)")
    }
  }

  @Test(
    "A form reads its example so, and without it the example stays as it is", arguments: LenientForms.all.map(\.name))
  func form(_ name: String) throws {
    let example = try #require(LenientForms.examples[name])
    let sent = try WireText(example.sent).request
    let read = try Dialect(strict: true, knobs: [name: "on"]).normalize(sent)
    #expect(WireText.text(read) == example.read)
    #expect(WireText.text(try Dialect(strict: true).normalize(sent)) == WireText.text(sent))
  }

  @Test("A knob does what its example says, value by value", arguments: Knobs.examples.keys.sorted())
  func knob(_ name: String) async throws {
    let example = try #require(Knobs.examples[name])
    for outcome in example.outcomes {
      let fresh = try await FreshHost.start(
        adapter: "Standard", in: Repository.plugins, options: [name: .string(outcome.value)])
      let wrong = try await fresh.closing { try await Self.wrong(example, outcome.answer, $0) }
      #expect(wrong == nil, "\(name): \(outcome.value)")
    }
  }

  /// What is wrong with the answer, if anything is.
  private static func wrong(_ example: KnobExample, _ expected: String, _ fresh: FreshHost) async throws -> String? {
    let transport = try SocketTransport(base: fresh.base)
    let way = expected.split(separator: ": ").last.map(String.init) ?? ""
    let authorization =
      way.hasPrefix("Basic")
      ? "Basic " + Data("user:\(fresh.token)".utf8).base64EncodedString()
      : way == "dgms_…" ? fresh.token : "Bearer \(fresh.token)"
    var (id, last) = ("", ExchangeReply(status: 0, headers: [], body: []))
    for text in example.given + [example.sent] {
      let wire = try WireText(text.replacing("{id}", with: id))
      last = try await transport.send(
        wire.method, wire.target,
        headers: [("Authorization", authorization), ("Content-Type", "application/scim+json")],
        body: wire.completed?.bytes)
      if let made = try? JSON(parsing: last.body)["id"]?.string { id = made }
    }
    return difference(last, expected)
  }

  private static func difference(_ reply: ExchangeReply, _ expected: String) -> String? {
    let body = String(decoding: reply.body, as: UTF8.self)
    let parts = expected.split(separator: " ", maxSplits: 1).map(String.init)
    guard parts[0] != "Authorization:" else { return reply.status == 200 ? nil : "\(reply.status)" }
    guard parts[0] == String(reply.status) else { return "\(reply.status) \(body)" }
    guard parts.count == 2 else { return nil }
    if parts[1].hasPrefix("without ") { return body.contains(parts[1].dropFirst(8)) ? body : nil }
    if parts[1].hasPrefix("Content-Type: ") {
      return reply.header("Content-Type")?.hasPrefix(parts[1].dropFirst(14)) == true ? nil : "\(reply.headers)"
    }
    guard let wanted = try? JSON(parsing: parts[1]), let got = try? JSON(parsing: body) else { return body }
    return SubsetMatcher.difference(expected: wanted, got: got).map { "\($0.pointer) in \(body)" }
  }
}

/// A request as examples write it: `METHOD target` and a body.
private struct WireText {
  let method: String
  let target: String
  let body: JSON?

  init(_ text: String) throws {
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    method = words[0]
    let start = words[1].firstRange(of: " {")?.lowerBound
    target = start.map { String(words[1][..<$0]) } ?? words[1]
    body = try start.map { try JSON(parsing: String(words[1][$0...].dropFirst())) }
  }

  /// The request as an adapter sees it, its query encoded.
  var request: AdapterRequest {
    let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
    let query = parts.count > 1 ? parts[1].addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? "" : ""
    return AdapterRequest(method: method, path: parts[0], query: query, body: body)
  }

  static func text(_ request: AdapterRequest) -> String {
    let query = request.query.isEmpty ? "" : "?" + (request.query.removingPercentEncoding ?? request.query)
    return "\(request.method) \(request.path)\(query)" + (request.body.map { " \($0)" } ?? "")
  }

  /// The body with the schemas that the RFC wants and an example leaves out.
  var completed: JSON? {
    guard case .object(var object) = body else { return body }
    let urn =
      method == "PATCH"
      ? "urn:ietf:params:scim:api:messages:2.0:PatchOp"
      : "urn:ietf:params:scim:schemas:core:2.0:\(target.hasPrefix("/Users") ? "User" : "Group")"
    object["schemas"] = [.string(urn)]
    return .object(object)
  }
}
