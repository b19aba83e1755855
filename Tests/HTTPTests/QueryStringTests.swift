import HTTP
import Testing

struct QueryStringTests {
  @Test(arguments: [
    ("", []),
    ("a=b", ["a:b"]),
    ("a=b&c=d&", ["a:b", "c:d"]),
    ("&&a=1&&", ["a:1"]),
    ("a", ["a:"]),
    ("a=", ["a:"]),
    ("=a", [":a"]),
    ("a=b=c", ["a:b=c"]),
    ("a=x+y%2Bz%20", ["a:x y+z "]),
    ("filter=userName+eq+%22%C3%A9%22", ["filter:userName eq \"é\""]),
    ("a=1&a=2", ["a:1", "a:2"]),
    ("a%3Db=%26", ["a=b:&"]),
    ("a=?/:@", ["a:?/:@"]),
  ])
  func items(_ query: String, _ expected: [String]) {
    #expect(QueryString.parse(query)?.map { "\($0.name):\($0.value)" } == expected)
  }

  @Test(arguments: ["a=%", "a=%2", "a=%zz", "%=a", "a=%00", "a=%C3", "a=%ff", "a=%ED%A0%80", "a=%C0%80", "ok=1&b=%g0"])
  func whatIsNoTextIsRefused(_ query: String) {
    #expect(QueryString.parse(query) == nil)
  }
}

struct PathSegmentsTests {
  @Test(arguments: [
    ("/", [""]),
    ("/scim/v2/acme", ["scim", "v2", "acme"]),
    ("/a//b/", ["a", "", "b", ""]),
    ("/a%20b/%C3%A9/x+y", ["a b", "é", "x+y"]),
    ("/./..", [".", ".."]),
    ("/%2e%2E", [".."]),
    ("/%252F", ["%2F"]),
  ])
  func segments(_ path: String, _ expected: [String]) {
    #expect(PathSegments.parse(path) == expected)
  }

  @Test(arguments: ["", "a", "/%2F", "/a%2fb", "/%00", "/a/%0A", "/%7f", "/%", "/%1", "/%xy", "/%ff"])
  func whatCouldBeReadTwoWaysIsRefused(_ path: String) {
    #expect(PathSegments.parse(path) == nil)
  }
}
