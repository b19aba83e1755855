import JSON
import SCIM
import Testing

private let ada = #"""
  {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
   "id":"7","externalId":"AbC","userName":"Jöhn","name":{"familyName":"O'Malley"},"title":"Boss",
   "userType":"Employee","active":false,"nickName":"","ims":[],"shoeSize":42.5,"height":180,
   "emails":[{"value":"J@Example.com","type":"work"},{"value":"j@home.net","type":"home","primary":true}],
   "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R&D","manager":{"value":"9"}},
   "meta":{"lastModified":"2026-01-31T12:00:00Z"}}
  """#

@Suite struct FilterMatchingTests {
  @Test(
    "RFC 7644 §3.4.2.2 the examples of figure 2",
    arguments: [
      (#"userName Eq "jöhn""#, true), (#"Username eq "JÖHN""#, true), (#"userName eq "bjensen""#, false),
      (#"name.familyName co "o'mal""#, true), (#"userName sw "J""#, true),
      (#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J""#, true), ("title pr", true),
      (#"meta.lastModified gt "2011-05-13T04:42:34Z""#, true), (#"meta.lastModified ge "2011-05-13T04:42:34Z""#, true),
      (#"meta.lastModified lt "2011-05-13T04:42:34Z""#, false),
      (#"meta.lastModified le "2011-05-13T04:42:34Z""#, false),
      (#"title pr and userType eq "Employee""#, true), (#"title pr or userType eq "Intern""#, true),
      (#"schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User""#, true),
      (#"userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")"#, true),
      (#"userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")"#, false),
      (#"userType eq "Employee" and (emails.type eq "work")"#, true),
      (#"userType eq "Employee" and emails[type eq "work" and value co "@example.com"]"#, true),
      (#"emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]"#, true),
    ])
  func examples(_ text: String, _ expected: Bool) throws { try check(text, expected) }

  @Test(
    "RFC 7644 §3.4.2.2 operators, types and lists",
    arguments: [
      (#"externalId eq "AbC""#, true), (#"externalId eq "abc""#, false), (#"externalId sw "ab""#, false),
      (#"meta.lastModified eq "2026-01-31T13:00:00+01:00""#, true), (#"meta.lastModified sw "2026-01""#, true),
      ("active eq false", true), ("active ne false", false), ("active eq true", false), ("active pr", true),
      ("shoeSize gt 42", true), ("shoeSize le 42.5", true), ("height eq 180.0", true), ("height lt 180", false),
      (#"height eq "180""#, false), (#"height ne "180""#, true),
      (#"emails eq "J@EXAMPLE.COM""#, true), (#"emails.value ew ".net""#, true), (#"emails ne "j@home.net""#, true),
      (#"emails[type eq "work" and value ew ".net"]"#, false), ("emails[primary eq true]", true),
      (#"emails[not (type eq "work")]"#, true), (#"emails[type eq "fax"]"#, false),
      ("nickName pr", false), ("ims pr", false), ("emails pr", true), ("name pr", true), ("addresses pr", false),
      (#"nickName eq """#, true), (#"displayName ne "x""#, true), (#"displayName eq "x""#, false),
      ("displayName eq null", true), ("title ne null", true), ("title eq null", false),
      (#"title gt "Boss""#, false), (#"title ge "boss""#, true), (#"title lt "c""#, true), (#"title co """#, true),
      (#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "r&d""#, true),
      (#"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq "9""#, true),
      (#"title gt "Boss" or not (title gt "Boss")"#, true), (#"userName eq "Jo\u0308hn""#, true),
    ])
  func comparisons(_ text: String, _ expected: Bool) throws { try check(text, expected) }

  @Test func `a member is matched by its own sub-attributes`() throws {
    // shows 7644-3.4.2.2-a
    let path = try AttributePath(parsing: #"members[type eq "User" and value sw "a"]"#, for: .group)
    let filter = try #require(path.filter)
    #expect(filter.matches(Member(value: "ab", type: "user")))
    #expect(!filter.matches(Member(value: "ab")))
  }

  @Test func `looking for a part of a long text takes linear time`() throws {
    let text = String(repeating: "a", count: 60_000)
    // The best of several, so that what else the machine does isn't taken for a cost.
    func best(_ count: Int) throws -> Duration {
      let filter = try Filter(parsing: "title co \"\(String(repeating: "a", count: count))b\"", for: .user)
      return (0..<4).reduce(.seconds(600)) { best, _ in
        let start = ContinuousClock.now
        #expect(!filter.matches(["title": .string(text)]))
        return min(best, ContinuousClock.now - start)
      }
    }
    #expect(try best(4000) < best(4) * 20)
  }

  private func check(_ text: String, _ expected: Bool) throws {
    #expect(try Filter(parsing: text, for: .user).matches(object(ada)) == expected)
  }
}
