import JSON
import Testing
import Text

@testable import Mapping

@Suite struct MoreFunctionTests {
  @Test(arguments: [
    Call(#"append(name.givenName, "!")"#, "Ada!"), Call(#"append(title, "!")"#, nil),
    Call("append(name.givenName, title)", "Ada"), Call(#"String.append("a", "b")"#, "ab"),
    Call(#"title("ada o'brien-king VON e")"#, "Ada O'brien-King Von E"), Call(#"title("a_b c", "_")"#, "A_B C"),
    Call(#"PCase("ǆ ß")"#, "ǅ Ss"), Call("title(title)", nil), Call(#"title("élan 3rd")"#, "Élan 3rd"),
    Call("stripSpaces(userName)", "Ada@Example.org"), Call(#"String.removeSpaces("a \t b\n")"#, "ab"),
    Call(#"stripSpaces(" ")"#, nil), Call("stripSpaces(title)", nil),
    Call(#"normalizeDiacritics("Zoë Ærøskøbing Łódź ﬁ İı")"#, "Zoe AEroskobing Lodz ﬁ Ii"),
    Call(#"normalizeDiacritics("Я й 日本")"#, "Я и 日本"), Call("normalizeDiacritics(title)", nil),
    Call("length(nickName)", 6), Call("length(title)", 0), Call("String.len(\"e\u{301}🇩🇪\")", 2), Call("length(42)", 2),
  ])
  func texts(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call("left(nickName, 2)", "St"), Call("left(nickName, 99)", "Straße"), Call("left(nickName, 0)", nil),
    Call("left(nickName, -1)", nil), Call("left(title, 2)", nil), Call("left(nickName, toInt(title))", nil),
    Call("right(nickName, 2)", "ße"), Call("right(nickName, 99)", "Straße"), Call("right(nickName, -3)", nil),
    Call("mid(nickName, 1, 2)", "St"), Call("mid(nickName, 5)", "ße"), Call("mid(nickName, -2)", "ße"),
    Call("mid(nickName, -99)", nil), Call("mid(nickName, 0, 2)", nil), Call("mid(nickName, 7)", nil),
    Call("mid(nickName, 2, -1)", nil), Call("mid(nickName, 9223372036854775807, 9223372036854775807)", nil),
    Call("mid(nickName, 2, 9223372036854775807)", "traße"), Call("Mid(title, 1, 1)", nil),
    Call(#"word("a  b c", 2)"#, "b"), Call(#"word("a  b c", -1)"#, "c"), Call(#"word("a b", 3)"#, nil),
    Call(#"word("a b", 0)"#, nil), Call(#"Word("a,b;c", 3, ",;")"#, "c"), Call(#"word("a b", 1, "")"#, "a b"),
    Call(#"word("x", -9223372036854775807)"#, nil), Call("word(title, 1)", nil),
    Call(#"split(";a;;b;", ";")"#, ["a", "b"]), Call(#"split("ab", "")"#, ["ab"]), Call(#"split("", ";")"#, nil),
    Call(#"split("a--b", "--")"#, ["a", "b"]), Call(#"split(title, ";")"#, nil),
    Call(#"emailLocal("a@b@c.example")"#, "a@b"), Call(#"emailLocal("nobody")"#, nil),
    Call(#"emailLocal("@x")"#, nil), Call(#"emailDomain("a@b@c.example")"#, "c.example"),
    Call(#"emailDomain("a@")"#, nil), Call("emailDomain(title)", nil),
    Call(#"withSubdomain("ada@example.com", "appleid")"#, "ada@appleid.example.com"),
    Call(#"withSubdomain("ada@AppleID.example.com", "appleid")"#, "ada@AppleID.example.com"),
    Call(#"withSubdomain("ada@appleidexample.com", "appleid")"#, "ada@appleid.appleidexample.com"),
    Call(#"withSubdomain("ada@example.com", "")"#, "ada@example.com"), Call(#"withSubdomain("ada", "x")"#, nil),
    Call(#"String.substring("Lovelace", 4, 8)"#, "lace"), Call(#"String.substring("abc", 1)"#, "bc"),
    Call(#"String.substring("abc", 2, 1)"#, nil), Call(#"String.substring("abc", -1, 2)"#, nil),
    Call(#"String.replaceFirst("aXbX", "X", "")"#, "abX"), Call(#"String.replaceFirst("ab", "x", "y")"#, "ab"),
  ])
  func parts(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call(#"matches(name.givenName, "da")"#, true), Call(#"matches(name.givenName, "^da")"#, false),
    Call(#"matches(title, "x*")"#, false), Call(#"matches("Ada", "(?i)^ADA$")"#, true),
    Call(#"regexExtract("B-1042/x", "[0-9]+")"#, "1042"), Call(#"regexExtract("k=v", "(.)=(.)")"#, "k"),
    Call(#"regexExtract("k=v", "(.)=(.)", 2)"#, "v"), Call(#"regexExtract("k=v", "(.)=(.)", 0)"#, "k=v"),
    Call(#"regexExtract("k=v", "(.)=(.)", 3)"#, nil), Call(#"regexExtract("k=v", "(.)=(.)", -1)"#, nil),
    Call(#"regexExtract("b", "(a)|b")"#, nil), Call(#"regexExtract("x", "y")"#, nil),
    Call(#"regexReplace("a1b22", "[0-9]+", "-")"#, "a-b-"), Call(#"regexReplace("ab", "", "-")"#, "-a-b-"),
    Call(#"regexReplace("aaa", "a*", "b")"#, "bb"), Call(#"regexReplace("a.b", "\\.", "$$")"#, "a$b"),
    Call(#"regexReplace("Lovelace, Ada", "^(\\w+), (\\w+)$", "$2 $1$0")"#, "Ada LovelaceLovelace, Ada"),
    Call(#"regexReplace("é", "(?i)É", "e")"#, "e"), Call(#"regexReplace(title, "a", "b")"#, nil),
    Call(#"filter(emails, "home")"#, ["a@home.example"]),
    Call(#"filter(urn:acme:2.0:User:tags, "^[ab]$")"#, ["a", "b"]), Call(#"filter(title, "a")"#, nil),
    Call(#"filter("ab", "a")"#, ["ab"]),
  ])
  func patterns(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call(#"contains("abc", "b")"#, true), Call(#"contains("abc", "B")"#, false), Call(#"contains("abc", "")"#, true),
    Call(#"contains(title, "a")"#, false), Call("contains(title, title)", true),
    Call(#"String.stringContains("abc", "c")"#, true), Call(#"startsWith("abc", "ab")"#, true),
    Call(#"startsWith("abc", "abcd")"#, false), Call("startsWith(\"e\u{301}\", \"e\")", true),
    Call(#"endsWith("abc", "bc")"#, true), Call(#"endsWith(title, "c")"#, false),
    Call("isPresent(active)", true), Call("isPresent(displayName)", false), Call("isPresent(photos)", false),
    Call("isEmpty(title)", true), Call("IsNullOrEmpty(name.givenName)", false), Call("isEmpty(phoneNumbers)", false),
    Call(#"eq("É", "é")"#, true), Call(#"eq(urn:acme:2.0:User:badge, "7")"#, true),
    Call("eq(title, displayName)", true),
    Call(#"eq(active, "FALSE")"#, true), Call(#"eq("a", "b")"#, false),
    Call(#"in("A", urn:acme:2.0:User:tags)"#, true), Call(#"in("x", "y", "X")"#, true), Call(#"in("x", "y")"#, false),
    Call(#"in("ada@example.org", emails)"#, true), Call("in(title, photos)", false),
    Call("not(active)", true), Call("not(urn:acme:2.0:User:flag)", false), Call("not(toBool(title))", true),
    Call("and(true, urn:acme:2.0:User:flag)", true), Call("and(true, active)", false), Call("and(true)", true),
    Call("or(active, urn:acme:2.0:User:flag)", true), Call("or(active)", false),
    Call(#"Arrays.contains(urn:acme:2.0:User:tags, "B")"#, true),
  ])
  func tests(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call(#"default(title, "none")"#, "none"), Call(#"default(name.givenName, "none")"#, "Ada"),
    Call("default(active, true)", false), Call("default(title, emails.value)", ["a@home.example", "ada@example.org"]),
    Call(#"lookup("costCenters", "A100")"#, "Analysis"), Call(#"lookup("costCenters", "b200", "none")"#, 200),
    Call(#"lookup("costCenters", "c", "none")"#, "none"), Call(#"lookup("costCenters", "c")"#, nil),
    Call(#"lookup("costCenters", title, "none")"#, "none"), Call(#"lookup("costCenters", "empty", "none")"#, nil),
    Call(#"String.stringSwitch("Sales Germany", "?", "Germany", "DE", "Sales", "S")"#, "DE"),
    Call(#"String.stringSwitch("Sales", "?", "sales", "S")"#, "?"),
    Call(#"String.stringSwitch(title, "?", "", "S")"#, "?"),
    Call(#"switch("Sales Germany", "?", "Germany", "DE")"#, "?"),
  ])
  func choices(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call("last(emails)", "ada@example.org"), Call("last(urn:acme:2.0:User:tags)", "b"), Call("last(photos)", nil),
    Call("at(emails, 1)", "a@home.example"), Call("at(emails, -1)", "ada@example.org"), Call("at(emails, 3)", nil),
    Call("Item(emails, 0)", nil), Call("at(emails, -9223372036854775807)", nil), Call("at(name.givenName, 1)", "Ada"),
    Call("Arrays.get(emails, 0)", "a@home.example"), Call("Arrays.get(emails, 9)", nil),
    Call("count(emails)", 2), Call("count(urn:acme:2.0:User:tags)", 2), Call("count(photos)", 0),
    Call("count(title)", 0),
    Call("count(name.givenName)", 1), Call(#"unique(split("a A b", " "))"#, ["a", "b"]),
    Call("unique(emails)", ["a@home.example", "ada@example.org"]),
    Call(#"flatten("x", urn:acme:2.0:User:tags, title)"#, ["x", "a", "b"]), Call("flatten(title)", nil),
    Call(#"Arrays.add(urn:acme:2.0:User:tags, "c")"#, ["a", "", "b", "c"]),
    Call(#"Arrays.remove(urn:acme:2.0:User:tags, "A")"#, ["", "b"]),
  ])
  func lists(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call(#"toInt(" -7.9 ")"#, -7), Call(#"toInt("x")"#, nil), Call("toInt(urn:acme:2.0:User:badge)", 7),
    Call(#"toInt("99999999999999999999")"#, nil), Call(#"toInt("1e3")"#, nil), Call(#"toInt("")"#, nil),
    Call("toString(active)", "false"), Call("toString(urn:acme:2.0:User:badge)", "7"), Call("toString(title)", nil),
    Call(#"guid("www.example.com")"#, "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
    Call(#"guid("x", "6ba7b811-9dad-11d1-80b4-00c04fd430c8")"#, "4cd605e7-afa2-5360-b5b9-c5e9fb5c76f4"),
    Call(#"guid("x", "no uuid")"#, nil), Call("guid(title)", nil),
  ])
  func conversions(_ call: Call) throws { try check(call) }

  @Test func namesLongerThanABlockOfTheDigest() {
    let name = String(repeating: "é", count: 100)
    #expect(NameUUID.text(of: name, in: NameUUID.dns) == "1d2f3336-173f-59d7-a2e0-4299659f807e")
  }

  @Test(arguments: [
    Call(#"parseDate("31.01.2026", "dd.MM.yyyy")"#, "2026-01-31T00:00:00.000Z"),
    Call(#"parseDate("1/2/26 3:04 PM", "M/d/yy h:mm a")"#, "2026-01-02T15:04:00.000Z"),
    Call(#"parseDate("12:30 am 1999", "hh:mm a yyyy")"#, "1999-01-01T00:30:00.000Z"),
    Call(#"parseDate("20260131T235959.123+02:00", "yyyyMMdd'T'HHmmss.SSSXXX")"#, "2026-01-31T21:59:59.123Z"),
    Call(#"parseDate("5 Feb 2024", "d MMM yyyy")"#, "2024-02-05T00:00:00.000Z"),
    Call(#"parseDate("29.02.2023", "dd.MM.yyyy")"#, nil), Call(#"parseDate("31.01.2026 ", "dd.MM.yyyy")"#, nil),
    Call(#"parseDate("1.1.2026", "dd.MM.yyyy")"#, nil), Call(#"parseDate("69 70", "yy 'x'")"#, nil),
    Call(#"parseDate("70", "yy")"#, "1970-01-01T00:00:00.000Z"),
    Call(#"parseDate("o'clock 7", "'o''clock' H")"#, "1970-01-01T07:00:00.000Z"),
    Call(#"formatDate("2026-01-31", "''yy 'of' M")"#, "'26 of 1"),
    Call(#"parseDate(title, "yyyy")"#, nil),
    Call(
      #"formatDate("2026-01-31T13:05:09.007Z", "yy M d H h hh mm ss SSS a XXX MMM")"#,
      "26 1 31 13 1 01 05 09 007 PM Z Jan"),
    Call(#"formatDate("2026-01-31", "dd/MM/yyyy")"#, "31/01/2026"), Call(#"formatDate("soon", "yyyy")"#, nil),
    Call(#"formatDate("2026-01-31T00:30:00+02:00", "dd HH")"#, "30 22"), Call(#"formatDate(title, "yyyy")"#, nil),
    Call(#"formatDate("2026-01-31T00:00:00Z", "hh a")"#, "12 AM"),
    Call(#"dateAdd("days", 1, "2026-02-28")"#, "2026-03-01T00:00:00.000Z"),
    Call(#"dateAdd("months", 13, "2026-01-31T10:00:00Z")"#, "2027-02-28T10:00:00.000Z"),
    Call(#"dateAdd("yyyy", -1, "2024-02-29")"#, "2023-02-28T00:00:00.000Z"),
    Call(#"DateAdd("n", 90, "1969-12-31T23:00:00Z")"#, "1970-01-01T00:30:00.000Z"),
    Call(#"dateAdd("weeks", 9223372036854775807, "2026-01-31")"#, nil),
    Call(#"dateAdd("months", 9223372036854775807, "2026-01-31")"#, nil),
    Call(#"dateAdd("years", 8000, "2026-01-31")"#, nil), Call(#"dateAdd("days", 1, title)"#, nil),
    Call(#"dateAdd("seconds", toInt("x"), "2026-01-31")"#, nil),
    Call("now()", "2026-01-31T12:00:00.000Z"), Call("Time.now()", "2026-01-31T12:00:00.000Z"),
    Call(#"dateAdd("h", 12, now())"#, "2026-02-01T00:00:00.000Z"),
  ])
  func dates(_ call: Call) throws { try check(call) }

  @Test(arguments: [
    Call("[givenName]", "Ada"), Call("[SURNAME]", "Lovelace"), Call("user.firstName", "Ada"),
    Call(#"Join(" ", [givenName], user.lastName)"#, "Ada Lovelace"), Call("[userName]", " Ada@Example.org "),
    Call("user.email", "ada@example.org"), Call("appuser.mobilePhone", "+44 1"),
    Call("[urn:acme:2.0:User:badge]", 7), Call("IIF([accountEnabled], \"on\", \"off\")", "off"),
  ])
  func habitsOfOtherConsoles(_ call: Call) throws { try check(call) }

  private func check(_ call: Call, sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try value(of: call.expression) == call.gives, sourceLocation: sourceLocation)
  }
}
