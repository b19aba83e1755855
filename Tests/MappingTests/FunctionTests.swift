import JSON
import Testing
import Text

@testable import Mapping

/// A call, what it gives, and why.
struct Call: CustomTestStringConvertible, Sendable {
  let expression: String
  let gives: JSON
  var testDescription: String { expression }

  init(_ expression: String, _ gives: JSON) {
    self.expression = expression
    self.gives = gives
  }
}

/// The source record of every call.
let record: JSONObject = [
  "userName": " Ada@Example.org ", "displayName": "", "title": nil, "nickName": "Straße", "active": false,
  "name": ["givenName": "Ada", "familyName": "Lovelace"],
  "emails": [
    ["type": "home", "value": "a@home.example"], ["type": "work", "value": "ada@example.org", "primary": true],
  ],
  "phoneNumbers": [["type": "work", "value": ""], ["type": "mobile", "value": "+44 1"]],
  "addresses": [["formatted": "1 St James's Square", "streetAddress": "1 St James's Square"]],
  "urn:acme:2.0:User": ["badge": 7, "tags": ["a", "", "b"], "on": "TRUE", "deep": ["value": "v"], "flag": true],
]

/// Runs an expression as the rule of a custom attribute, which takes what comes.
func value(of expression: String) throws -> JSON {
  let quoted = expression.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  let mapping = try mapping(
    """
    tables:
      costCenters: { a100: Analysis, B200: 200, empty: ~ }
    users:
      attributes:
        userName: userName
      custom:
        x: '\(quoted)'

    """)
  let time = Timestamp("2026-01-31T12:00:00Z") ?? .now()
  return mapping.user(from: record, previous: nil, at: time).custom["x"] ?? .null
}

@Suite struct FunctionTests {
  @Test(arguments: [
    Call(#"join(" ", "Ada", "Lovelace")"#, "Ada Lovelace"),
    Call(#"join(" ", name.givenName, name.middleName, name.familyName)"#, "Ada Lovelace"),
    Call(#"join(", ", emails.value)"#, "a@home.example, ada@example.org"),
    Call(#"join(", ", emails)"#, "a@home.example, ada@example.org"),
    Call(#"join("-", urn:acme:2.0:User:tags, "c")"#, "a-b-c"),
    Call(#"join("", displayName, title)"#, nil),
    Call(#"join(title, "a", "b")"#, "ab"),
    Call(#"JOIN("-", 1, 2.5, true)"#, "1-2.5-true"),
    Call(#"String.join(":", "a", "b")"#, "a:b"),
    Call("lower(nickName)", "straße"),
    Call("upper(nickName)", "STRASSE"),
    Call("ToLower(userName)", " ada@example.org "),
    Call("String.toUpperCase(name.givenName)", "ADA"),
    Call("lower(title)", nil),
    Call(#"lower("İ")"#, "i̇"),
    Call("lower(42)", "42"),
    Call("trim(userName)", "Ada@Example.org"),
    Call(#"trim("   a b\t\n")"#, "a b"),
    Call(#"trim("  ")"#, nil),
    Call(#"before(trim(userName), "@")"#, "Ada"),
    Call(#"before("abc", "x")"#, "abc"),
    Call(#"before("@a", "@")"#, nil),
    Call(#"before("a@b@c", "@")"#, "a"),
    Call(#"before("abc", "")"#, nil),
    Call(#"before(title, "@")"#, nil),
    Call(#"after(trim(userName), "@")"#, "Example.org"),
    Call(#"after("abc", "x")"#, nil),
    Call(#"after("a@b@c", "@")"#, "b@c"),
    Call(#"after("a@", "@")"#, nil),
    Call(#"after("abc", "")"#, "abc"),
    Call(#"after("né", "e")"#, nil),
    Call(#"String.substringAfter("a::b", "::")"#, "b"),
    Call(#"replace("aXbX", "X", "--")"#, "a--b--"),
    Call(#"replace("aaa", "aa", "b")"#, "ba"),
    Call(#"replace("abc", "", "x")"#, "abc"),
    Call(#"replace("abc", "B", "x")"#, "abc"),
    Call(#"replace("abc", "b", "")"#, "ac"),
    Call(#"replace("abc", "abc", title)"#, nil),
    Call(#"replace(title, "a", "b")"#, nil),
    Call(#"replace("a\"b\\c", "\"", "\\")"#, #"a\b\c"#),
  ])
  func texts(_ call: Call) throws { #expect(try value(of: call.expression) == call.gives) }

  @Test(arguments: [
    Call("coalesce(displayName, title, name.givenName)", "Ada"),
    Call("coalesce(active, true)", false),
    Call("coalesce(title)", nil),
    Call(#"coalesce(urn:acme:2.0:User:missing, 7)"#, 7),
    Call("coalesce(urn:acme:2.0:User:tags)", ["a", "", "b"]),
    Call(#"switch(name.givenName, "none", "ada", "first", "Ada", "second")"#, "first"),
    Call(#"switch(title, "none", "ada", "first")"#, "none"),
    Call(#"switch(title, "none", "", "empty")"#, "empty"),
    Call(#"Switch(active, "", "False", "True", "True", "False")"#, "True"),
    Call(#"switch("b", title, "a", name.familyName)"#, nil),
    Call(#"switch("É", "no", "é", "yes")"#, "yes"),
    Call(#"switch(urn:acme:2.0:User:badge, "no", "7", "seven")"#, "seven"),
    Call(#"if(active, "a", "b")"#, "b"),
    Call(#"IIF(true, "a", "b")"#, "a"),
    Call(#"if(active, "a")"#, nil),
    Call(#"if(urn:acme:2.0:User:on, "a", "b")"#, "a"),
    Call(#"if(toBool(title), "a", "b")"#, "b"),
    Call(#"toBool("YES")"#, true),
    Call(#"toBool(" 0 ")"#, false),
    Call(#"toBool("nope")"#, nil),
    Call("toBool(title)", nil),
    Call("toBool(active)", false),
    Call("CBool(\"1\")", true),
  ])
  func choices(_ call: Call) throws { #expect(try value(of: call.expression) == call.gives) }

  @Test(arguments: [
    Call("primary(emails)", "ada@example.org"),
    Call("primary(emails.value)", "a@home.example"),
    Call("primary(phoneNumbers)", nil),
    Call("primary(addresses)", "1 St James's Square"),
    Call("primary(photos)", nil),
    Call("first(emails)", "a@home.example"),
    Call("first(phoneNumbers.value)", "+44 1"),
    Call(#"first(emails[type eq "work"].value)"#, "ada@example.org"),
    Call("first(urn:acme:2.0:User:tags)", "a"),
    Call("first(title)", nil),
  ])
  func lists(_ call: Call) throws { #expect(try value(of: call.expression) == call.gives) }

  @Test(arguments: [
    Call("name.givenName", "Ada"), Call("NAME.GIVENNAME", "Ada"), Call("urn:acme:2.0:User:badge", 7),
    Call("urn:acme:2.0:User:flag", true), Call("urn:acme:2.0:User:deep", "v"),
    Call("URN:ACME:2.0:user:BADGE", 7), Call("urn:ietf:params:scim:schemas:core:2.0:User:name.familyName", "Lovelace"),
    Call(#"emails[type eq "work"].value"#, "ada@example.org"), Call(#"emails[type eq "fax"].value"#, nil),
    Call(#"EMAILS[TYPE EQ "WORK"].VALUE"#, "ada@example.org"),
    Call("emails.value", ["a@home.example", "ada@example.org"]), Call(#""a \"b\" \\ c""#, #"a "b" \ c"#),
    Call("-1.5", .number(JSONNumber(literal: "-1.5") ?? JSONNumber(0))), Call("true", true), Call("False", false),
    Call(#""]""#, "]"), Call(#"emails[value eq "]"].value"#, nil),
  ])
  func pathsAndLiterals(_ call: Call) throws { #expect(try value(of: call.expression) == call.gives) }

  @Test(arguments: FunctionTable.all.map(\.name))
  func theManualsExampleHolds(_ name: String) throws {
    let function = try #require(FunctionTable.function(named: name))
    #expect(try value(of: function.example.call).asText == function.example.gives)
    #expect(MappingLanguage.documentation.contains("`\(function.signature)`"))
  }

  @Test func everyNameBelongsToOneFunction() {
    let names = FunctionTable.all.flatMap { Set(([$0.name] + $0.aliases).map { $0.lowercased() }) }
    #expect(Set(names).count == names.count)
    let promised =
      "coalesce default if switch lookup append join split word at first last lower upper title trim stripSpaces left "
      + "right mid before after replace regexReplace regexExtract matches contains startsWith endsWith length "
      + "normalizeDiacritics isPresent isEmpty not and or eq in toBool toInt toString count unique filter flatten primary "
      + "parseDate formatDate dateAdd now emailLocal emailDomain withSubdomain guid"
    let own = MappingLanguage.functionNames.filter { !$0.contains(".") }
    #expect(own.sorted() == promised.split(separator: " ").map(String.init).sorted())
  }

  @Test(arguments: [
    "Append", "Coalesce", "Count", "CBool", "CStr", "DateAdd", "IIF", "IsNull", "IsNullOrEmpty", "IsPresent", "Item",
    "Join", "Left", "Mid", "NormalizeDiacritics", "Not", "Now", "PCase", "RemoveDuplicates", "Replace", "Split",
    "StripSpaces", "Switch", "ToLower", "ToUpper", "Word", "Guid", "String.append", "String.join", "String.len",
    "String.removeSpaces", "String.replace", "String.replaceFirst", "String.stringContains", "String.stringSwitch",
    "String.substring", "String.substringAfter", "String.substringBefore", "String.toLowerCase", "String.toUpperCase",
    "Arrays.add", "Arrays.contains", "Arrays.flatten", "Arrays.get", "Arrays.isEmpty", "Arrays.remove", "Arrays.size",
    "Arrays.toCsvString", "Convert.toInt", "Time.now",
  ])
  func whatAdministratorsTypeElsewhereIsKnown(_ name: String) {
    #expect(FunctionTable.function(named: name) != nil)
    #expect(FunctionTable.function(named: name.uppercased()) === FunctionTable.function(named: name.lowercased()))
  }
}
