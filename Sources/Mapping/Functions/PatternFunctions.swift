import JSON

extension FunctionTable {
  /// Functions with a regular expression, which is a text in quotes: it is read once, when the mapping is.
  static let patternFunctions: [Function] = [
    Function(
      "matches", [], [.text("text"), .pattern], gives: .bool,
      "Whether the pattern is found anywhere in the text; `^` and `$` hold it to the beginning and the end",
      example: ("matches(\"B-1042\", \"^[A-Z]-[0-9]+$\")", "true")
    ) { arguments throws(LimitExceeded) in
      guard let text = arguments.text(0), let pattern = arguments.pattern else { return false }
      return .bool(try pattern.firstMatch(in: text, arguments.work) != nil)
    },
    Function(
      "regexExtract", [], [.text("text"), .pattern], optional: [.number("group")], gives: .text,
      "The first part of the text that the pattern finds: of a pattern with groups the first group, or the group with "
        + "that number; 0 is the whole part",
      example: ("regexExtract(\"Lovelace (Analysts)\", \"[(](.*)[)]\")", "Analysts"), body: extract),
    Function(
      "regexReplace", [], [.text("text"), .pattern, .replacement], gives: .text,
      "The text with every part that the pattern finds replaced; in the replacement `$1` stands for the first group, "
        + "`$0` for the whole part, `$$` for a dollar sign",
      example: ("regexReplace(\"Lovelace, Ada\", \"(.+), (.+)\", \"$2 $1\")", "Ada Lovelace"),
      misuse: "parts are replaced to the letter by replace(text, find, replacement)"
    ) { arguments throws(LimitExceeded) in
      guard let text = arguments.text(0), let pattern = arguments.pattern, let replacement = arguments.replacement
      else { return .text(arguments.text(0)) }
      return .string(try pattern.replacing(in: text, with: replacement, arguments.work))
    },
    Function(
      "filter", [], [.list("list"), .pattern], gives: .list,
      "The values of a list in whose text the pattern is found; a value filter chooses by sub-attributes: "
        + "`emails[type eq \"work\"]`",
      example: ("join(\" \", filter(split(\"a1 b c2\", \" \"), \"[0-9]$\"))", "a1 c2")
    ) { arguments throws(LimitExceeded) in
      guard let pattern = arguments.pattern else { return .null }
      var kept: [JSON] = []
      for value in arguments.list(0) {
        if let text = value.asText, try pattern.firstMatch(in: text, arguments.work) != nil { kept.append(value) }
      }
      return .array(kept)
    },
  ]

  private static let extract: Function.Body = { arguments throws(LimitExceeded) in
    guard let text = arguments.text(0), let pattern = arguments.pattern,
      let match = try pattern.firstMatch(in: text, arguments.work)
    else { return .null }
    let group = arguments.values.count > 2 ? arguments.integer(2) : min(1, pattern.groups)
    return .text(group.flatMap { match.group($0) })
  }
}
