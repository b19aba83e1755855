/// Bodies that are no JSON, no SCIM, or more than is taken.
enum BadInputBodies {
  /// 400 wherever a body is expected.
  static let malformed: [(name: String, bytes: [UInt8])] = texts.map { ($0.0, Array($0.1.utf8)) } + octets

  private static let texts: [(String, String)] = [
    ("100,000 open brackets", String(repeating: "[", count: 100_000)),
    ("100,000 open braces", String(repeating: "{\"a\":", count: 100_000)),
    ("100,000 brackets, closed", String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)),
    ("a value in 100,000 brackets", user(#""x":"# + String(repeating: "[", count: 100_000))),
    ("33 levels", user(#""x":"# + String(repeating: "[", count: 32) + String(repeating: "]", count: 32))),
    ("a name twice", user(#""userName":"b""#)), ("a name twice, in another case", user(#""USERNAME":"b""#)),
    ("a name twice, escaped", user(#""user\u004eame":"b""#)), ("a name twice, deep", user(#""name":{"a":1,"a":2}"#)),
    ("U+0000 escaped", #"{"userName":"a\u0000b"}"#), ("U+0000 in a name", user(#""x\u0000":1"#)),
    ("U+0000 where no schema looks", user(#""x":["\u0000"]"#)), ("a control character", #"{"userName":"a\u0007b"}"#),
    ("a high surrogate", #"{"userName":"\ud800"}"#), ("a low surrogate", #"{"userName":"\udc00"}"#),
    ("two high surrogates", #"{"userName":"\ud800\ud800"}"#), ("a surrogate in a name", user(#""\ud800":1"#)),
    ("01", user(#""x":01"#)), ("1.", user(#""x":1."#)), (".5", user(#""x":.5"#)), ("+1", user(#""x":+1"#)),
    ("NaN", user(#""x":NaN"#)), ("Infinity", user(#""x":Infinity"#)), ("-", user(#""x":-"#)), ("1e", user(#""x":1e"#)),
    ("0x10", user(#""x":0x10"#)), ("a comma at the end", #"{"userName":"a",}"#), ("single quotes", "{'userName':'a'}"),
    ("a comment", #"{"userName":"a"/* b */}"#), ("two values", #"{"userName":"a"}{}"#),
    ("text behind", #"{"userName":"a"} x"#),
    ("no quotes", "{userName:a}"), ("an escape that is none", #"{"userName":"\x41"}"#),
    ("a line break", "{\"userName\":\"a\nb\"}"),
    ("null", "null"), ("true", "true"), ("a list", "[]"), ("a text", "\"userName\""), ("a number", "1"),
    ("nothing", ""), ("blanks", " \r\n\t "), ("XML", "<User/>"), ("a form", "userName=a&active=true"),
    ("a boolean beyond Int64", user(#""active":9223372036854775808"#)),
    ("a boolean of 1e400", user(#""active":1e400"#)),
    ("a user name of 1,025 bytes", #"{"userName":"\#(String(repeating: "a", count: 1025))"}"#),
    ("a text of more than 64 KiB", user(#""title":"\#(String(repeating: "a", count: 65_537))""#)),
    ("no user name", #"{"title":"a"}"#), ("an empty user name", #"{"userName":""}"#),
  ]

  private static let octets: [(name: String, bytes: [UInt8])] = [
    ("U+0000 raw", quoted([0])), ("a surrogate in UTF-8", quoted([0xED, 0xA0, 0x80])), ("0xFF", quoted([0xFF])),
    ("overlong", quoted([0xC0, 0x80])), ("half a character", quoted([0xE2, 0x82])),
    ("beyond U+10FFFF", quoted([0xF4, 0x90, 0x80, 0x80])),
    ("UTF-16", Array(#"{"userName":"a"}"#.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    ("a byte order mark in UTF-16", [0xFE, 0xFF, 0, 0x7B, 0, 0x7D]),
    ("two byte order marks", Array("\u{FEFF}\u{FEFF}{}".utf8)),
    ("zeros", [UInt8](repeating: 0, count: 1000)),
  ]

  /// Each beginning of a sound user, the whole left out.
  static let truncated: [[UInt8]] = {
    let whole = Array(
      #"{"userName":"a\u00e9","name":{"givenName":"Zoë"},"emails":[{"value":"x","primary":true}],"n":-1.5e3}"#.utf8)
    return (0..<whole.count).map { Array(whole[..<$0]) }
  }()

  private static func user(_ more: String) -> String { #"{"userName":"a",\#(more)}"# }

  private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    Array(#"{"userName":"a"#.utf8) + bytes + Array(#""}"#.utf8)
  }
}
