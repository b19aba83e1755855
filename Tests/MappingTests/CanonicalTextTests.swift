import Testing

@testable import Mapping

@Suite struct CanonicalTextTests {
  let written = """
    users:
      matching: [userName, externalId]
      attributes:
        userName: lower(trim(userName))
        title: { from: title, apply: on create, onEmpty: keep, default: x, when: 'active eq true' }
        department: { value: Sales }
      custom:
        badge: urn:acme:2.0:User:badge
    examples: []
    """

  @Test(arguments: [
    // Order of keys, comments, spaces, quotes, aliases and case say nothing.
    """
    # a comment
    users:
      custom:
        badge: urn:acme:2.0:User:badge
      attributes:
        department: { value: "Sales" }   # another
        title: { when: "Active EQ true", default: x, onEmpty: keep, apply: "on create", from: TITLE }
        USERNAME: 'ToLower( Trim( UserName ) )'
      matching:
        - userName
        - externalId
    """,
    """
    users:
      matching: [userName, externalId]
      attributes:
        department: { value: Sales }
        userName: |
          lower(
            trim(userName))
        title: { from: title, apply: on create, onEmpty: keep, default: x, when: 'active eq true' }
      custom:
        badge: urn:acme:2.0:User:badge
    groups:
      attributes:
        displayName: displayName
    examples:
      - { given: { userName: A }, expect: { userName: a } }
    """,
  ])
  func staysTheSame(_ other: String) throws {
    let text = try mapping(written).canonicalText
    #expect(try mapping(other).canonicalText.split(separator: "\n") == text.split(separator: "\n"))
  }

  @Test(arguments: [
    ("lower(trim", "upper(trim"), ("on create", "always"), ("onEmpty: keep", "onEmpty: fail"),
    ("default: x", "default: y"),
    ("active eq true", "active eq false"), ("value: Sales", "value: Marketing"), ("User:badge", "User:bodge"),
    ("[userName, externalId]", "[externalId, userName]"), ("department:", "division:"), ("badge:", "token:"),
    ("examples", "groups: { attributes: { displayName: upper(displayName) } }\nexamples"),
  ])
  func aChangedRuleChangesIt(_ from: String, _ to: String) throws {
    let changed = written.split(separator: from, omittingEmptySubsequences: false).joined(separator: to)
    #expect(changed != written)
    #expect(try mapping(changed).canonicalText != mapping(written).canonicalText)
  }

  @Test func theBaseIsPartOfIt() throws {
    let file = "extends: X\nusers:\n  attributes:\n    title: title\n"
    let (first, _) = try readMapping(file)
    let (second, _) = try readMapping(file, base: baseText.split(separator: "shoe").joined(separator: "boot"))
    #expect(try #require(first).canonicalText != #require(second).canonicalText)
  }

  @Test func oneLineForEveryRule() throws {
    #expect(
      try mapping(attributes: "title: coalesce( title,\"x\",${nickName} )\nnickName: nickName").canonicalText == """
        users matching userName
        active: coalesce(active, true); apply always; onEmpty clear
        nickName: nickName; apply always; onEmpty clear
        title: coalesce(title, "x", ${nickName}); apply always; onEmpty clear
        userName: userName; apply always; onEmpty clear
        groups matching displayName
        displayName: displayName; apply always; onEmpty clear

        """)
  }
}
