/// Filters, paths and pages as hostile clients write them.
enum BadInputSearches {
  /// 400 `invalidFilter`.
  static let filters: [String] = [
    "userName eq \"\(String(repeating: "a", count: 8192))\"", String(repeating: "a", count: 8193),
    String(repeating: "(", count: 1000) + "id pr" + String(repeating: ")", count: 1000),
    String(repeating: "not (", count: 1000) + "id pr" + String(repeating: ")", count: 1000),
    String(repeating: "emails[", count: 1000), Array(repeating: "id pr", count: 101).joined(separator: " or "),
    "userName", "userName xx \"a\"", "userName == \"a\"", "userName = \"a\"", "userName eqq \"a\"", "userName pr \"a\"",
    "userName eq", "userName eq \"", "userName eq \"a", "userName eq \"a\\", "userName eq \"a\\\"", "userName eq 'a'",
    "userName eq \"\\u0000\"", "userName eq \"\\ud800\"", "userName eq \"\\x\"", "userName eq \"a\" and", "and", "or",
    "not", "not userName pr", "(userName pr", "userName pr)", "()", "userName eq \"a\" \"b\"", "eq \"a\"",
    "emails[type eq \"work\"", "emails[]", "emails[type]", "emails]", "active gt true", "active eq \"yes\"",
    "name co \"a\"",
    "password eq \"a\"", "userName eq {}", "userName eq []", "userName eq nul", "meta.created gt \"yesterday\"",
    "userName eq \"a\"; DROP TABLE source_record", "userName\u{0} pr", "user\nName pr", "",
  ]

  /// 400 `invalidPath` as the path of an operation.
  static let paths: [String] = [
    "a b", "[", "]", "emails[", "emails[type eq \"work\"", "emails[type eq \"work\"]]", "emails[].value",
    "emails[type]",
    "emails[type eq \"work\"]value", "emails[type eq \"work\"].", "emails[type eq \"work\"][type pr]", ".", "..",
    ".value",
    "emails.", "emails..value", "name.givenName.x", "urn:", "\(userURN):", " title", "title ", "a[b[c eq 1]]",
    "emails[type eq \"\\u0000\"]", "emails[type eq \"a", "title\u{0}", "ti\ntle", "(title)", "title eq \"a\"", "/title",
    String(repeating: "a", count: 8193), String(repeating: "emails[", count: 1000),
    "emails[" + String(repeating: "(", count: 1000) + "type pr" + String(repeating: ")", count: 1000) + "]",
  ]

  /// Pages that are taken, and how many of three they hold.
  static let pages: [(query: String, held: Int)] = [
    ("startIndex=0", 3), ("startIndex=-1", 3), ("startIndex=3", 1), ("startIndex=9223372036854775807", 0),
    ("startIndex=9223372036854775807&count=9223372036854775807", 0), ("startIndex=9223372036854775808", 0),
    ("startIndex=-9223372036854775809", 3), ("startIndex=1000000000000000000000000000000&count=1", 0), ("count=0", 0),
    ("count=-1", 0), ("count=2147483648", 3), ("count=9223372036854775808", 3), ("startIndex=2&count=2147483648", 2),
    ("startIndex=1&count=1&", 1), ("&", 3), ("", 3), ("&&startIndex=2&&", 2), ("unknown=%20", 3),
  ]

  /// 400.
  static let queries: [String] = [
    "startIndex=x", "startIndex=1.5", "startIndex=", "startIndex=1e3", "startIndex=0x1", "count=", "count=-",
    "count=%00",
    "count=1&count=2", "filter=id%20pr&Filter=id%20pr", "sortOrder=up", "sortBy=password", "sortBy=a%20b", "filter=%00",
    "filter=%ff", "filter=%ed%a0%80", "filter=%", "filter=%2", "filter=%zz", "%=a", "attributes=a%20b",
    "attributes=%00",
  ]
}
