import AdapterTesting
import Diagnostics
import Foundation
import JSON
import Testing
import YAML

@Suite("A conversation over a socket")
struct AdapterTestingConversation {
  private static let created =
    "HTTP/1.1 201 Created\r\nContent-Type: application/scim+json;charset=utf-8\r\nLocation: http://d.example/Users/7\r\n"
    + "Content-Length: 25\r\n\r\n{\"id\":\"7\",\"name\":{\"x\":1}}"
  private static let listed =
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"total\"\r\n3;x\r\n:0}\r\n0\r\n\r\n"

  private static let exchanges = """
      - request: { method: POST, path: /Users, body: { active: true } }
        answer:
          status: [200, 201]
          headers: { Content-Type: application/scim+json, Location: "{{base}}/Users/{{user1.id}}", ETag: false }
          body: { name: { x: 1 } }
          capture: { user1.id: /id, user1: "" }
      - request: { method: GET, path: '/Users?filter=id+eq+"{{user1.id}}"', headers: { Authorization: ~ } }
        answer: { status: 200, body: { total: 0 }, absent: [/Resources], without: [secret] }
      - request: { method: PUT, path: "//Users/{{user1.id}}", body: "{{user1}}", edit: { name: { x: 2, y: "{{token}}" } } }
        answer: { status: 204, empty: true }
    """

  @Test("requests go out as they are written, answers come back whole")
  func whole() async throws {
    let server = try CannedServer([Self.created, Self.listed, "HTTP/1.1 204 No Content\r\n\r\n"])
    let played = try await conversation().play(over: server.transport)
    #expect(played.mismatches.isEmpty, "\(played.mismatches)")
    #expect(played.replies.map(\.status) == [201, 200, 204])
    let requests = server.requests
    try #require(requests.count == 3)
    #expect(requests[0].hasPrefix("POST /scim/v2/acme/Users HTTP/1.1\r\n"))
    #expect(requests[0].contains("\r\nAuthorization: Bearer t\r\n"))
    #expect(requests[0].contains("\r\nContent-Type: application/scim+json; charset=utf-8\r\n"))
    #expect(requests[0].hasSuffix("\r\n\r\n{\"active\":true}"))
    #expect(requests[1].hasPrefix("GET /scim/v2/acme/Users?filter=id+eq+\"7\" HTTP/1.1\r\n"))
    #expect(!requests[1].contains("Authorization"))
    #expect(requests[2].hasPrefix("PUT /scim/v2/acme//Users/7 HTTP/1.1\r\n"))
    #expect(requests[2].hasSuffix(#"{"id":"7","name":{"x":2,"y":"t"}}"#))
  }

  @Test("the first exchange that comes out wrong ends it, with the place of what was expected")
  func wrong() async throws {
    let server = try CannedServer([Self.created, Self.listed.replacing(":0}", with: ":1}")])
    let played = try await conversation().play(over: server.transport)
    #expect(played.replies.count == 2)
    #expect(
      played.mismatches.first?.rendered() == #"""
        sample.yaml:12:43: error: /total in the answer to GET /Users?filter=id+eq+"{{user1.id}}": it is something else
         12 |     answer: { status: 200, body: { total: 0 }, absent: [/Resources], without: [secret] }
            |                                           ^
            - 0
            + 1
        """#)
  }

  @Test(
    "each kind of expectation can fail",
    arguments: [
      ("status: 200", "has another status"),
      ("status: 201, headers: { Location: /Users/8 }", "the header Location"),
      ("status: 201, headers: { ETag: true }", "the header ETag"),
      ("status: 201, headers: { location: false }", "the header location"),
      ("status: 201, body: { id: \"8\" }", "/id in the answer"),
      ("status: 201, absent: [/name/x]", "/name/x is in"),
      ("status: 201, present: [/name/y]", "/name/y isn't in"),
      ("status: 201, count: { /name: 1 }", "another number of elements"),
      ("status: 201, without: ['\"x\"']", "occurs in"),
      ("status: 201, empty: true", "has content"),
      ("status: 201, capture: { a: /b }", "nothing at '/b'"),
    ])
  func failing(_ answer: String, _ message: String) async throws {
    let server = try CannedServer([Self.created])
    let text = "  - { request: { method: GET, path: /Users }, answer: { \(answer) } }"
    let played = try await conversation(text).play(over: server.transport)
    #expect(played.mismatches.count == 1)
    #expect(played.mismatches.first?.rendered().contains(message) == true, "\(played.mismatches)")
  }

  @Test(
    "no answer, or half of one, is a mismatch",
    arguments: [
      "", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "SSH-2.0-x\r\n\r\n",
    ])
  func broken(_ reply: String) async throws {
    let server = try CannedServer([reply])
    let text = "  - { request: { method: GET, path: /Users }, answer: { status: 200 } }"
    let played = try await conversation(text).play(over: server.transport)
    #expect(played.mismatches.first?.diagnostic.message.contains("got no answer") == true)
  }

  private func conversation(_ text: String = exchanges) throws -> Conversation {
    try ExchangeFile.read(yaml(exchangeText(text))).conversation(base: "http://d.example", token: "t")
  }
}
