import AdapterTesting
import Diagnostics
import JSON
import Testing
import YAML

@Suite("What directory and audit must hold")
struct AdapterTestingDirectory {
  private static let users: [JSON] = [
    ["id": "1", "state": "active", "userName": "ben@h.example", "manager": ["id": "2", "kind": "user"], "links": []],
    [
      "id": "2", "state": "inactive", "userName": "ada@h.example", "title": "Guide",
      "manager": ["pending": true, "value": "x"],
    ],
    ["id": "3", "state": "tombstone", "userName": "old@h.example"],
  ]
  private static let groups: [JSON] = [
    [
      "id": "4", "state": "active", "displayName": "Maps",
      "members": [["id": "1", "kind": "user"], ["value": "later", "pending": true], ["id": "2", "kind": "user"]],
    ]
  ]

  @Test("references go by name, tombstones and what is pending are left out")
  func picture() {
    let picture = DirectoryPicture(users: Self.users, groups: Self.groups)
    #expect(
      picture.json == [
        "users": [
          ["state": "inactive", "userName": "ada@h.example", "title": "Guide"],
          ["state": "active", "userName": "ben@h.example", "manager": "ada@h.example"],
        ],
        "groups": [["state": "active", "displayName": "Maps", "members": ["ada@h.example", "ben@h.example"]]],
      ])
  }

  @Test(
    "a directory and what is expected of it",
    arguments: [
      (
        """
        users: [{ userName: ada@h.example, title: Guide, manager: ~ }, { userName: ben@h.example, manager: ada@h.example }]
          groups: [{ displayName: Maps, members: [ben@h.example, ada@h.example] }]
        """, []
      ),
      (
        "users: [{ userName: ada@h.example }, { userName: ben@h.example }]\n  groups: []",
        ["has a group Maps that nobody"]
      ),
      (
        """
        users: [{ userName: ada@h.example, title: Pilot }, { userName: eve@h.example }, { userName: ben@h.example }]
          groups: [{ displayName: Maps, members: [ada@h.example] }]
        """,
        ["/title in the user ada@h.example: it is something else", "no user eve@h.example", "Maps has other members"]
      ),
    ])
  func comparison(_ expected: String, _ messages: [String]) throws {
    let file = try file(directory: "\n  " + expected)
    let picture = DirectoryPicture(users: Self.users, groups: Self.groups)
    let found = file.directory.mismatches(with: picture, from: file.source)
    #expect(found.count == messages.count, "\(found)")
    for (mismatch, message) in zip(found, messages) { #expect(mismatch.rendered().contains(message)) }
  }

  @Test(
    "the kinds of audit entries",
    arguments: [
      (
        "[user.created, member.removed, member.added]",
        ["token.created", "user.created", "member.added", "member.removed"], true
      ),
      ("[user.created, request.refused]", ["request.refused", "user.created", "request.refused"], true),
      ("[user.created]", ["user.created", "request.refused"], false),
      ("[user.created, request.refused]", ["user.created"], false),
      ("[user.created, user.updated]", ["user.updated", "user.created"], false),
      ("[member.added, user.updated]", ["user.updated", "member.added"], false),
      ("[]", ["user.created"], false),
    ])
  func audit(_ expected: String, _ kinds: [String], _ same: Bool) throws {
    let file = try file(audit: expected)
    #expect(file.audit.mismatches(with: kinds, from: file.source).isEmpty == same)
  }

  private func file(directory: String = "{ users: [], groups: [] }", audit: String = "[]") throws -> ExchangeFile {
    let exchange = "  - { request: { method: GET, path: /Users }, answer: { status: 200 } }"
    return try ExchangeFile.read(yaml(exchangeText(exchange, directory: directory, audit: audit)))
  }
}
