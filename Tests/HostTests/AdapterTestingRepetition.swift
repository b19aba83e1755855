import AdapterTesting
import JSON
import Testing
import YAML

@Suite("An element of an exchange file that stands for many")
struct AdapterTestingRepetition {
  private static let text = """
    name: Many
    facts: [E-68]
    evidence: inferred
    exchanges:
      - repeat: 3
        each:
          request: { method: POST, path: /Users, body: { userName: "p{{n}}@{{token}}.example" } }
          answer: { status: 201, capture: { "user{{n}}.id": /id } }
      - request:
          method: PATCH
          path: "/Groups/7"
          body: [first, { repeat: 2, each: { value: "{{user{{n}}.id}}" } }, { repeat: 9, each: x, more: y }]
        answer: { status: 204 }
    directory:
      users: [{ repeat: 3, each: { userName: "p{{n}}@t.example" } }]
      groups: [{ displayName: All, members: [{ repeat: 2, each: "p{{n}}@t.example" }] }]
    audit: [{ repeat: 3, each: user.created }, member.added]
    """

  @Test("is written out in requests, captures, directory and audit")
  func writtenOut() throws {
    let file = try ExchangeFile.read(yaml(Self.text))
    #expect(file.exchanges.map(\.request.method) == ["POST", "POST", "POST", "PATCH"])
    #expect(file.exchanges.flatMap(\.answer.captures).map(\.value.name) == ["user1.id", "user2.id", "user3.id"])
    #expect(body(file.exchanges[2]) == ["userName": "p3@{{token}}.example"])
    #expect(
      body(file.exchanges[3]) == [
        "first", ["value": "{{user1.id}}"], ["value": "{{user2.id}}"], ["repeat": 9, "each": "x", "more": "y"],
      ])
    #expect(file.directory.users.map(\.name) == ["p1@t.example", "p2@t.example", "p3@t.example"])
    #expect(file.directory.groups.first?.members?.value == ["p1@t.example", "p2@t.example"])
    #expect(file.audit.kinds.map(\.value) == ["user.created", "user.created", "user.created", "member.added"])
  }

  private func body(_ exchange: Exchange) -> JSON? {
    guard case .json(let json) = exchange.request.body else { return nil }
    return json
  }
}
