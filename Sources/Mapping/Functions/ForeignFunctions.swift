import JSON
import Text

extension FunctionTable {
  /// Functions of Okta that mean something else than those of ours that one would take them for.
  static let foreignFunctions: [Function] = [
    Function(
      "String.stringSwitch", [], [.text("value"), .any("default")], repeated: [.text("keyword"), .any("result")],
      gives: .oneOf { $0 % 2 == 1 },
      "The result beside the first keyword that stands *anywhere* in the value, to the letter; else the default. "
        + "`switch` compares whole values",
      example: ("String.stringSwitch(\"Sales Germany\", \"?\", \"Germany\", \"DE\", \"France\", \"FR\")", "DE"),
      body: findKeyword),
    Function(
      "String.substring", [], [.text("text"), .number("start")], optional: [.number("end")], gives: .text,
      "The characters from `start` up to, not including, `end`; the first is 0. `mid` counts from 1 and takes a count",
      example: ("String.substring(\"Lovelace\", 0, 4)", "Love")
    ) { arguments in
      guard let text = arguments.text(0), let start = arguments.integer(1), start >= 0 else { return .null }
      let end = arguments.values.count > 2 ? arguments.integer(2) ?? 0 : Int.max
      return .text(text.prefix(max(0, end)).dropFirst(start))
    },
    Function(
      "String.replaceFirst", [], [.text("text"), .text("find"), .text("replacement")], gives: .text,
      "The text with the first occurrence of a part replaced, to the letter. `replace` replaces every one",
      example: ("String.replaceFirst(\"a-b-c\", \"-\", \"+\")", "a+b-c")
    ) { arguments in
      guard let text = arguments.text(0), let find = arguments.text(1), !find.isEmpty,
        let halves = ByteSearch(text).halves(at: find)
      else { return .text(arguments.text(0)) }
      return .string(halves.before + (arguments.text(2) ?? "") + halves.after)
    },
    Function(
      "Arrays.contains", [], [.list("list"), .any("value")], gives: .bool,
      "Whether a list has a value, whatever its case; `in` takes the value first",
      example: ("Arrays.contains(split(\"a b\", \" \"), \"B\")", "true")
    ) { arguments in .bool(arguments.list(0).contains { isSame($0, arguments.values[1]) }) },
    Function(
      "Arrays.get", [], [.list("list"), .number("index")], gives: .text,
      "The value at an index; the first is 0. `at` counts from 1",
      example: ("Arrays.get(split(\"a/b\", \"/\"), 0)", "a")
    ) { arguments in
      let list = arguments.list(0)
      return .text(arguments.integer(1).flatMap { list.indices.contains($0) ? list[$0].asText : nil })
    },
    Function(
      "Arrays.toCsvString", [], [.list("list")], gives: .text,
      "The values of a list with commas between them; `join` takes the separator first",
      example: ("Arrays.toCsvString(split(\"a b\", \" \"))", "a,b")
    ) { arguments in
      let texts = arguments.list(0).compactMap(\.asText).filter { !$0.isEmpty }
      return .text(texts.isEmpty ? nil : texts.joined(separator: ","))
    },
    Function(
      "Arrays.add", [], [.list("list"), .any("value")], gives: .list, "The list with a value behind it",
      example: ("join(\" \", Arrays.add(split(\"a b\", \" \"), \"c\"))", "a b c")
    ) { arguments in .array(arguments.list(0) + [arguments.values[1]]) },
    Function(
      "Arrays.remove", [], [.list("list"), .any("value")], gives: .list,
      "The list without a value, whatever its case",
      example: ("join(\" \", Arrays.remove(split(\"a b\", \" \"), \"B\"))", "a")
    ) { arguments in .array(arguments.list(0).filter { !isSame($0, arguments.values[1]) }) },
  ]

  private static let findKeyword: Function.Body = { arguments in
    let value = ByteSearch(arguments.text(0) ?? "")
    for index in stride(from: 2, to: arguments.values.count - 1, by: 2) {
      if let keyword = arguments.text(index), !keyword.isEmpty, value.contains(keyword) {
        return arguments.values[index + 1]
      }
    }
    return arguments.values[1]
  }
}

/// What to write for functions of Entra ID and Okta that have no counterpart of their own.
enum ForeignFunctions {
  /// Advice for a name in any case; nil when it isn't known.
  static func advice(for name: String) -> String? {
    let name = name.lowercased()
    return table[name] ?? (name.hasPrefix("ismemberof") ? groups : nil)
  }

  private static let groups =
    "groups are no part of a source record; memberships are read where texts with ${…} are rendered"
  private static let roles = "the roles are in the source record as Entra ID sent them: roles[primary eq true].value"
  private static let none = "there is none of that kind; ask the IdP to send the value itself"

  private static let table = [
    "ignoreflowifnullorempty": "write the rule's key instead: onEmpty: keep",
    "singleapproleassignment": roles, "approleassignments": roles, "approleassignmentscomplex": roles,
    "selectuniquevalue": "names are unique without it: a collision waits under 'dragoman attention'",
    "instr": "contains(text, part)", "cdate": "parseDate(text, \"yyyy-MM-dd\")",
    "formatdatetime": "formatDate(parseDate(text, \"yyyyMMdd\"), \"yyyy-MM-dd\")",
    "datefromnum": none, "numfromdate": none, "datediff": none, "bitand": none, "converttobase64": none,
    "converttoutf8hex": none, "isstring": none, "randomstring": "guid(userName) is the same each time",
    "getmanageruser": "the manager's attributes are read where texts with ${manager.displayName} are rendered",
    "hasdirectoryuser": none, "findprimaryidentity": none,
    "iso3166convert.toalpha2": "lookup(\"countries\", …) with a table of your own",
    "iso3166convert.toalpha3": "lookup(\"countries\", …) with a table of your own",
    "iso3166convert.toname": "lookup(\"countries\", …) with a table of your own",
    "time.fromwindowstoiso8601": none, "time.fromunixtoiso8601": none,
    "time.fromstringtoiso8601": "parseDate(text, \"yyyy-MM-dd\")",
    "time.fromiso8601tostring": "formatDate(date, \"yyyy-MM-dd\")",
    "isnotnull": "isPresent(value)", "concat": "join(\"\", …)", "concatenate": "join(\"\", …)",
    "substring": "mid(text, start, count)", "len": "length(text)", "format": "join(\"\", …)",
  ]
}
