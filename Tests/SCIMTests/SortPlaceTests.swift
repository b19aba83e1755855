import JSON
import SCIM
import Testing

@Suite struct SortPlaceTests {
  @Test(
    "A place that is handed out comes back as the same place",
    arguments: [
      "{}", #"{"title":"Ärger"}"#, #"{"title":"\#(String(repeating: "é", count: 9000))"}"#, #"{"title":7}"#,
      #"{"title":1e300}"#, #"{"title":true}"#, #"{"title":[]}"#,
    ])
  func returns(_ text: String) throws {
    let query = try ListQuery(query: [("sortBy", "title")], for: .user)
    var resource = try object(text)
    resource["id"] = "1"
    let place = query.place(of: resource, type: .user)
    #expect(SortPlace(try JSON(parsing: place.json.bytes)) == place)
    #expect(place.json.bytes.count < 1024)
    resource["id"] = "2"
    let next = query.place(of: resource, type: .user)
    #expect(query.isBefore(place, next) && !query.isBefore(next, place) && !query.isBefore(place, place))
  }

  @Test("An instant keeps its order")
  func instants() throws {
    let query = try ListQuery(query: [("sortBy", "meta.created"), ("sortOrder", "descending")], for: .user)
    let places = try ["2026-01-31T12:00:00+01:00", "2026-01-31T11:30:00Z"].map { text in
      let place = query.place(of: ["id": "1", "meta": ["created": .string(text)]], type: .user)
      return try #require(SortPlace(place.json))
    }
    #expect(query.isBefore(places[1], places[0]))
  }

  @Test(
    "What isn't a place is none", arguments: ["1", "{}", #"{"id":1,"key":{}}"#, #"{"id":"1"}"#, #"{"id":"1","key":1}"#])
  func nothing(_ text: String) throws { #expect(SortPlace(try JSON(parsing: Array(text.utf8))) == nil) }
}
