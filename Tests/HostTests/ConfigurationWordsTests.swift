import Testing

@testable import Host

/// The small languages inside the configuration's values.
@Suite("Words of the configuration")
struct ConfigurationWordsTests {
  @Test(
    "Listen addresses",
    arguments: [
      ("127.0.0.1:8080", true), ("localhost:0", true), ("[::1]:8443", true), ("127.8.9.1:1", true),
      ("0.0.0.0:80", false), ("[::]:80", false), ("scim.example.org:443", false), ("[::ffff:127.0.0.1]:80", false),
    ])
  func listen(_ text: String, _ loopback: Bool) throws {
    let address = try ListenAddress(parsing: text)
    #expect(address.description == text && address.isLoopback == loopback)
  }

  @Test(
    "What is no listen address",
    arguments: [
      "", ":", ":80", "8080", "a:", "a:-1", "a:+1", "a:65536", "a:99999999999999999999", "::1:80", "[::1]", "[]:80",
      "[a]:80b", "1.2.3.400:80", "1.2.3:80", "-a:80", "a b:80", "a_b:80", "[::1:80", "x:８０",
    ])
  func notListen(_ text: String) {
    #expect(throws: ListenAddressError.self) { try ListenAddress(parsing: text) }
  }

  @Test(
    "Public URLs",
    arguments: [
      ("https://scim.example.org", true), ("https://scim.example.org:8443/a/b", true), ("http://127.0.0.1:8080", true),
      ("http://[::1]:8080", true), ("HTTPS://scim.example.org", true), ("http://scim.example.org", false),
      ("http://10.0.0.1", false), ("http://127.0.0.1.example.org", false), ("http://localhost.example.org", false),
    ])
  func url(_ text: String, _ isPrivate: Bool) throws {
    #expect(try PublicURL(parsing: text).isPrivate == isPrivate)
  }

  @Test(
    "What is no public URL",
    arguments: [
      "", "https://", "https:///", "ftp://a", "https://a/", "https://a?b", "https://a#b", "https://a@b", "https://a:0",
      "https://a:b", "https://a:80:80", "https://a b", "https://a/\u{7}", "https://é.example", "https://[::1", "//a",
      "https://a//",
    ])
  func notURL(_ text: String) {
    #expect(throws: PublicURLError.self) { try PublicURL(parsing: text) }
  }

  @Test(
    "Sizes",
    arguments: [
      ("0", 0), ("4096", 4096), ("64KiB", 65_536), ("64 KiB", 65_536), ("1 MiB", 1_048_576), ("7 B", 7), ("1 MB", nil),
      ("KiB", nil), ("-1", nil), ("1.5 MiB", nil), ("9223372036854775807 KiB", nil), ("٣", nil), ("", nil),
    ] as [(String, Int?)])
  func size(_ text: String, _ bytes: Int?) { #expect(Quantity.bytes(text) == bytes) }

  @Test(
    "Times",
    arguments: [
      ("10s", .seconds(10)), ("250 ms", .milliseconds(250)), ("2m", .seconds(120)), ("10", nil), ("2h", nil),
      ("9223372036854775807m", nil),
    ] as [(String, Duration?)])
  func time(_ text: String, _ duration: Duration?) { #expect(Quantity.time(text) == duration) }

  @Test("Quantities are shown as they are written", arguments: ["1 MiB", "64 KiB", "1000"])
  func shown(_ text: String) throws { #expect(Quantity.text(bytes: try #require(Quantity.bytes(text))) == text) }

  @Test(
    "Passwords are blotted out, everything else stays",
    arguments: [
      ("postgresql://ada:secret@db/x", "postgresql://ada:******@db/x"),
      ("url: \"postgres://a:b@c:d@e/f\" # x", "url: \"postgres://a:*****@e/f\" # x"),
      ("postgresql://db/x?user=a&password=s3&b=c", "postgresql://db/x?user=a&password=**&b=c"),
      ("host=db password=geheim user=a", "host=db password=****** user=a"),
      ("postgresql://ada@db:5432/x", "postgresql://ada@db:5432/x"),
      ("https://scim.example.org: ada@example.org", "https://scim.example.org: ada@example.org"),
      ("a: b@c", "a: b@c"), ("", ""),
    ])
  func blots(_ text: String, _ expected: String) {
    #expect(blotted(text) == expected && blotted(text).unicodeScalars.count == text.unicodeScalars.count)
  }

  @Test(
    "Address blocks",
    arguments: [
      ("10.0.0.0/8", true), ("::1", true), ("fd00::/8", true), ("10.0.0.1", true), ("10.0.0.0/33", false),
      ("::/129", false), ("10.0.0.0/", false), ("10.0.0.0/+8", false), ("example.org", false), ("/8", false),
    ])
  func blocks(_ text: String, _ expected: Bool) { #expect(isAddressBlock(text) == expected) }
}
