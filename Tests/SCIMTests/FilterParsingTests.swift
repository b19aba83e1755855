import JSON
import SCIM
import Testing

@Suite struct FilterParsingTests {
  @Test(
    "RFC 7644 §3.4.2.2 precedence: not, and, or; a filter is written as it is read",
    arguments: [
      ("a pr or b pr and c pr", "a pr or b pr and c pr"), ("(a pr or b pr) and c pr", "(a pr or b pr) and c pr"),
      ("not (a pr) and b pr", "not (a pr) and b pr"), ("NOT(a pr) OR b PR", "not (a pr) or b pr"),
      ("not (a pr or b pr)", "not (a pr or b pr)"), ("  a   EQ   1  ", "a eq 1"), ("not pr", "not pr"),
      ("emails[type eq \"w\" and not (value pr)]", "emails[type eq \"w\" and not (value pr)]"),
      ("emails co \"x\"", "emails.value co \"x\""), ("a eq -1.5e3", "a eq -1.5e3"), ("title eq null", "title eq null"),
      (#"title eq "a\"b\u00e9""#, #"title eq "a\"bé""#), ("a eq true or a eq false", "a eq true or a eq false"),
    ])
  func reads(_ text: String, _ written: String) throws {
    let filter = try Filter(parsing: text, for: .user)
    #expect(filter.description == written)
    #expect(try Filter(parsing: written, for: .user) == filter)
  }

  @Test(
    "RFC 7644 §3.4.2.2 what is no filter is invalidFilter",
    arguments: [
      "", " ", "userName", "userName eq", "userName eq ", "userName xx \"a\"", "userName eq bob", "eq \"a\"",
      "userName eq \"a", "userName eq \"a\" and", "and userName pr", "(userName pr", "userName pr)", "not userName pr",
      "userName eq \"a\" userName pr", "emails[type eq \"a\"", "emails[type pr].value eq \"a\"", "emails[a[b pr]]",
      "userName eq \"a\\u0000b\"", "userName eq \"a\\u0007b\"", "userName eq \"\\ud800\"", "userName eq 'a'",
      "userName eq {}", "userName eq [1]", "userName eq 01", "userName.x pr", "a.b.c pr", "userName eq TRUE",
      "urn:ietf:params:scim:schemas:core:2.0:User pr",
    ])
  func refuses(_ text: String) throws {
    let error = try error { try Filter(parsing: text, for: .user) }
    #expect((error.status, error.scimType) == (400, .invalidFilter))
    #expect(error.detail.contains("at character "))
  }

  @Test(
    "RFC 7644 §3.4.2.2 operator and literal fit the attribute's type",
    arguments: [
      "active gt true", "active co \"t\"", "active eq \"true\"", "active eq 1", "userName eq 5", "userName eq true",
      "name eq \"Ada\"", "addresses eq \"x\"", "meta pr and meta eq \"x\"", "x509Certificates.value gt \"a\"",
      "meta.created gt \"yesterday\"", "meta.created eq true", "userName gt null", "userName co 5", "shoeSize co 5",
      "shoeSize gt true", "emails[primary eq \"True\"]",
    ])
  func refusesTypes(_ text: String) throws {
    #expect(try error { try Filter(parsing: text, for: .user) }.scimType == .invalidFilter)
  }

  @Test func `the error says where and what is expected, with few characters of the input`() throws {
    let secret = String(repeating: "hunter2 ", count: 50)
    let error = try error { try Filter(parsing: "userName eq \(secret)", for: .user) }
    #expect(error.detail.hasPrefix("at character 13, 'hunter2 hunt': a value is expected"))
    #expect(error.detail.utf8.count < 200)
  }

  @Test(
    "brackets and comparisons are bounded",
    arguments: [
      String(repeating: "(", count: 8000), String(repeating: "not (", count: 1600),
      String(repeating: "(", count: 33) + "a pr" + String(repeating: ")", count: 33),
      Array(repeating: "a pr", count: 101).joined(separator: " and "), String(repeating: "a", count: 8193),
    ])
  func bounded(_ text: String) throws {
    #expect(try error { try Filter(parsing: text, for: .user) }.scimType == .invalidFilter)
  }

  @Test func `what is within the bounds is read`() throws {
    let deep = String(repeating: "(", count: 32) + "a pr" + String(repeating: ")", count: 32)
    #expect(try Filter(parsing: deep, for: .user).matches(["a": 1]))
    let wide = Array(repeating: "a pr", count: 100).joined(separator: " or ")
    #expect(try Filter(parsing: wide, for: .user).matches(["a": 1]))
  }

  @Test func `a filter as deep as is read is printed no deeper`() throws {
    let deep = String(repeating: "not (", count: 32) + "a pr or b pr and c pr" + String(repeating: ")", count: 32)
    #expect(try Filter(parsing: deep, for: .user).description == deep)
  }

  @Test func `attributes and equalities for the planner`() throws {
    let filter = try Filter(
      parsing: #"USERNAME eq "a" and emails[type eq "work" and value eq "b"] and (title pr or active eq true)"#,
      for: .user)
    #expect(filter.attributes == ["username", "emails", "title", "active"])
    let equalities = filter.equalities.map { "\($0.path)=\($0.value)" }
    #expect(equalities == [#"userName="a""#, #"emails.type="work""#, #"emails.value="b""#])
    #expect(try Filter(parsing: #"a eq 1 or b eq 2"#, for: .user).equalities.isEmpty)
    #expect(try Filter(parsing: #"not (a eq 1)"#, for: .user).equalities.isEmpty)
  }
}
