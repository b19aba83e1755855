import Diagnostics
import Directory
import SCIM
import JSON
import Testing
import Text
import YAML

@testable import Mapping

@Suite struct DesignExampleTests {
  let file = """
    # config/providers/contoso-entra.yaml
    provider: contoso-entra                # in the endpoint's URL and in every audit entry
    adapter: EntraID
    mapping:
      extends: EntraID                     # the adapter's default; only what differs is written here
      users:
        matching: [userName]               # externalId only where the IdP's is permanent (dialects.md E-27, K-20)
        attributes:
          userName: lower(trim(userName))
          displayName: coalesce(displayName, join(" ", name.givenName, name.familyName))
          email: lower(emails[type eq "work"].value)
          department: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department
        custom:                            # attributes of type IDP, usable as ${badgeNumber}
          badgeNumber: urn:ietf:params:scim:schemas:extension:acme:2.0:User:badge
      groups:
        attributes:
          displayName: displayName
      examples:                            # run by `dragoman check` and by the tests
        - name: the work address wins
          given: { userName: " Ada@Example.org ", emails: [{type: home, value: a@home.example}, {type: work, value: Ada@Example.org}] }
          expect: { userName: ada@example.org, email: ada@example.org }
    settings:
      userName: { onChange: keep }         # keep | refuse | follow
      autoInvite: false
    """

  @Test func compilesAndItsExamplePasses() throws {
    let (read, findings) = try readMapping(file)
    let mapping = try #require(read)
    #expect(mapping.runExamples(findings) == 1)
    #expect(findings.all.map { $0.rendered() } == [])
    #expect(mapping.rules.first { $0.attribute == "email" }?.expression == #"lower(emails[type eq "work"].value)"#)
    #expect(mapping.rules.filter(\.isCustom).map(\.attribute).sorted() == ["badgeNumber", "shoeSize"])
  }

  @Test func mapsAWholeUser() throws {
    let mapping = try #require(try readMapping(file).mapping)
    let source: JSONObject = [
      "userName": "Ada@Example.org", "name": ["givenName": "Ada", "familyName": "Lovelace"], "active": true,
      "emails": [["type": "work", "value": "Ada@Example.org", "primary": true]],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": ["department": "Engines"],
      "urn:ietf:params:scim:schemas:extension:acme:2.0:User": ["badge": "B-7"],
    ]
    let mapped = mapping.user(from: source, previous: nil, at: .now())
    #expect(
      mapped.attributes == [
        "userName": "ada@example.org", "displayName": "Ada Lovelace", "email": "ada@example.org",
        "department": "Engines", "givenName": "Ada", "familyName": "Lovelace", "active": true,
        "emails": [["value": "Ada@Example.org", "type": "work", "primary": true]],
      ])
    #expect(mapped.custom == ["badgeNumber": "B-7"])
    #expect(mapped.provenance["userName"] == "lower(trim(userName))")
    #expect(mapped.missing == [])
    #expect(mapped.notes == [])
  }

  @Test func anExampleMayBeOfAGroup() throws {
    let text =
      baseText + """

        examples:
          - { kind: group, given: { DisplayName: Staff }, expect: { displayName: Staff } }
          - { given: { USERNAME: ada, NAME: { GIVENNAME: Ada } }, expect: { givenName: Ada, title: ~, shoeSize: ~ } }
        """
    let (mapping, findings) = try readMapping(text)
    #expect(try #require(mapping).runExamples(findings) == 2)
    #expect(findings.all.map { $0.rendered() } == [])
  }

  @Test func aCommentAfterAnExpressionIsAComment() throws {
    let mapping = try mapping(attributes: "title: lower(title)   # in lower case\nnickName: trim( nickName ) #x")
    #expect(mapping.rules.count == 3)
  }
}
