import JSON
import SCIM
import Testing

@Suite struct ListQueryTests {
  @Test(
    "RFC 7644 §3.4.2.4 startIndex and count are clamped, never overflow",
    arguments: [
      ("1", "10", 0..<10), ("0", "10", 0..<10), ("-5", "10", 0..<10), ("9223372036854775807", "100", 25..<25),
      ("99999999999999999999999", "9223372036854775807", 25..<25), ("-99999999999999999999999", "-1", 0..<0),
      ("21", "9223372036854775807", 20..<25), ("26", "1", 25..<25), ("25", "1", 24..<25), ("+3", "0", 2..<2),
      ("1", "99999999999999999999999", 0..<20),
    ])
  func paging(_ startIndex: String, _ count: String, _ page: Range<Int>) throws {
    let query = try ListQuery(query: [("startIndex", startIndex), ("count", count)], for: .user)
    #expect(query.page(of: 25, standard: 20, limit: 20) == page)
  }

  @Test(
    "what a parameter can't be is refused",
    arguments: [
      ("startIndex", "one", .invalidValue), ("startIndex", "1.5", .invalidValue), ("count", "", .invalidValue),
      ("count", "0x10", .invalidValue), ("sortOrder", "up", .invalidValue), ("sortBy", "emails[type pr]", .invalidPath),
      ("sortBy", "", .invalidPath), ("filter", "", .invalidFilter), ("filter", "x", .invalidFilter),
      ("attributes", "1st", .invalidValue), ("excludedAttributes", "a.b.c", .invalidValue),
    ] as [(String, String, SCIMType)])
  func refused(_ name: String, _ value: String, _ keyword: SCIMType) throws {
    #expect(try error { try ListQuery(query: [(name, value)], for: .user) }.scimType == keyword)
  }

  @Test(
    "a page holds what the client asks for, the service's standard, and never more than its limit",
    arguments: [(nil, 100), ("50", 50), ("5000", 1000), ("0", 0)] as [(String?, Int)])
  func pageSizes(_ count: String?, _ expected: Int) throws {
    let query = try ListQuery(query: count.map { [("count", $0)] } ?? [], for: .user)
    #expect(query.page(of: 100_000).count == expected)
    #expect(query.page(of: 0).isEmpty)
  }

  @Test func `a parameter given twice is refused, an unknown one ignored`() throws {
    #expect(try error { try ListQuery(query: [("count", "1"), ("COUNT", "2")], for: .user) }.scimType == .invalidValue)
    let query = try ListQuery(query: [("aadOptscim062020", ""), ("FILTER", "title pr")], for: .user)
    #expect(query.filter?.description == "title pr")
    #expect((query.startIndex, query.count, query.descending) == (1, nil, false))
  }

  @Test func `RFC 7644 §3.4.3 a search by POST`() throws {
    let body = try object(
      #"{"schemas":["\#(SCIMURN.searchRequest)"],"attributes":["displayName"],"filter":"userName pr","startIndex":2,"count":1e30,"sortBy":"userName","sortOrder":"descending"}"#
    )
    let query = try ListQuery(searchRequest: body, for: .user)
    #expect((query.startIndex, query.descending, query.sortBy?.description) == (2, true, "userName"))
    #expect(!query.projection.includes("userName"))
    #expect(query.filter != nil)
  }

  @Test(
    "RFC 7644 §3.4.3 members of the wrong type are refused",
    arguments: [#"{"count":"5"}"#, #"{"startIndex":1.5}"#, #"{"filter":5}"#, #"{"attributes":[1]}"#, #"{"sortBy":{}}"#])
  func searchTypes(_ body: String) throws {
    let error = try error { try ListQuery(searchRequest: object(body), for: .user) }
    #expect(error.status == 400)
  }

  @Test(
    "RFC 7644 §3.4.2.3 sorting: primary or first value, case, missing values, then id",
    arguments: [
      ("userName", "ascending", "3 1 2 4"), ("userName", "descending", "4 2 1 3"),
      ("title", "ascending", "1 3 2 4"), ("title", "descending", "2 4 1 3"),
      ("emails", "ascending", "2 1 3 4"), ("emails.value", "ascending", "2 1 3 4"),
      ("externalId", "ascending", "2 1 3 4"), ("meta.created", "ascending", "2 1 3 4"),
      ("active", "ascending", "2 1 3 4"), ("shoe", "ascending", "2 1 3 4"),
    ])
  func sorting(_ sortBy: String, _ order: String, _ expected: String) throws {
    // shows 7644-3.4.2.3-a 7644-3.4.2.3-c
    let users = try [
      #"{"id":"4","userName":"d"}"#,
      #"""
      {"id":"1","userName":"B","title":"x","externalId":"a","active":true,"shoe":40.5,
       "emails":[{"value":"a@x"},{"value":"m@x","primary":true}],"meta":{"created":"2026-01-01T00:00:00Z"}}
      """#,
      #"""
      {"id":"2","userName":"c","externalId":"B","active":false,"shoe":9,"emails":[{"value":"b@x"}],
       "meta":{"created":"2026-01-01T00:30:00+01:00"}}
      """#,
      #"{"id":"3","userName":"a","title":"X"}"#,
    ].map(object)
    let query = try ListQuery(query: [("sortBy", sortBy), ("sortOrder", order)], for: .user)
    #expect(query.sorted(users, type: .user).compactMap { $0["id"]?.string }.joined(separator: " ") == expected)
  }

  @Test func `RFC 7644 §3.4.2 the answer`() {
    let json = ListResponse.json(resources: [["id": "1"]], total: 7, startIndex: 3)
    #expect(
      json.description
        == #"{"schemas":["\#(SCIMURN.listResponse)"],"totalResults":7,"startIndex":3,"itemsPerPage":1,"Resources":[{"id":"1"}]}"#
    )
  }

  @Test(
    "RFC 7644 §3.14 If-Match and If-None-Match",
    arguments: [
      (#"W/"3""#, true), (#""3""#, true), ("*", true), (" * ", true), (#"W/"1", W/"3""#, true), (#""1","2""#, false),
      (#"W/"33""#, false), ("3", false), ("", false), (#"W/"3"#, false), (#"W/"3" x"#, false), (#"w/"3""#, false),
      (#""a,b" , "3""#, true),
    ])
  func entityTags(_ header: String, _ matches: Bool) {
    #expect(EntityTag.matches(ifMatch: header, current: EntityTag(version: 3)) == matches)
    #expect(EntityTag.matches(ifNoneMatch: header, current: EntityTag(version: 3)) == matches)
    #expect(!EntityTag.matches(ifMatch: header, current: nil))
    #expect(EntityTag(version: 3).description == #"W/"3""#)
  }
}
