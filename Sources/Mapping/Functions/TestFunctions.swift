import JSON
import Text

extension FunctionTable {
  /// Functions that give true or false. What is missing counts as false, as an empty text or as an empty list.
  static let testFunctions: [Function] = [
    Function(
      "contains", ["String.stringContains"], [.text("text"), .text("part")], gives: .bool,
      "Whether the part stands anywhere in the text, to the letter. Whether a list has a value is asked with `in`",
      example: ("contains(\"Research and Development\", \"Develop\")", "true")
    ) { .bool(ByteSearch($0.text(0) ?? "").contains($0.text(1) ?? "")) },
    Function(
      "startsWith", [], [.text("text"), .text("part")], gives: .bool,
      "Whether the text begins with the part, to the letter", example: ("startsWith(\"ext-ada\", \"ext-\")", "true")
    ) { .bool(($0.text(0) ?? "").utf8.starts(with: ($0.text(1) ?? "").utf8)) },
    Function(
      "endsWith", [], [.text("text"), .text("part")], gives: .bool,
      "Whether the text ends with the part, to the letter",
      example: ("endsWith(\"ada@example.org\", \"@example.org\")", "true")
    ) { .bool(($0.text(0) ?? "").utf8.reversed().starts(with: ($0.text(1) ?? "").utf8.reversed())) },
    Function(
      "isPresent", [], [.any("value")], gives: .bool, "Whether there is a value that isn't empty",
      example: ("isPresent(\"Ada\")", "true")
    ) { .bool(!$0.values[0].isNothing) },
    Function(
      "isEmpty", ["IsNull", "IsNullOrEmpty", "Arrays.isEmpty"], [.any("value")], gives: .bool,
      "Whether there is no value, or an empty one", example: ("isEmpty(\"\")", "true")
    ) { .bool($0.values[0].isNothing) },
    Function(
      "eq", [], [.any("value"), .any("other")], gives: .bool,
      "Whether two values are the same as texts, whatever their case", example: ("eq(\"Ada\", \"ADA\")", "true")
    ) { .bool(isSame($0.values[0], $0.values[1])) },
    Function(
      "in", [], [.any("value")], repeated: [.list("among")], gives: .bool,
      "Whether a value is one of several, whatever its case; lists stand for all their values",
      example: ("in(\"de\", \"DE\", \"AT\", \"CH\")", "true"),
      misuse: "the value that is looked for comes first: in(\"admin\", roles.value)"
    ) { arguments in
      .bool(arguments.values.dropFirst().flatMap { $0.array ?? [$0] }.contains { isSame($0, arguments.values[0]) })
    },
    Function(
      "not", [], [.bool("condition")], gives: .bool, "Whether the condition doesn't hold",
      example: ("not(false)", "true")
    ) { .bool($0.bool(0) != true) },
    Function(
      "and", [], [], repeated: [.bool("condition")], gives: .bool, "Whether all conditions hold",
      example: ("and(true, isEmpty(\"\"))", "true")
    ) { .bool($0.values.allSatisfy { $0.bool == true }) },
    Function(
      "or", [], [], repeated: [.bool("condition")], gives: .bool, "Whether one of the conditions holds",
      example: ("or(false, eq(\"a\", \"b\"))", "false")
    ) { .bool($0.values.contains { $0.bool == true }) },
  ]

  /// As texts, by `fold`; nothing equals nothing.
  static func isSame(_ a: JSON, _ b: JSON) -> Bool {
    let (first, second) = (a.oneText ?? "", b.oneText ?? "")
    return equalFolded(first, second)
  }
}

extension JSON {
  /// One text of it: of a list the primary value or the first.
  var oneText: String? { array.map { ($0.first(where: \.isPrimary) ?? $0.first)?.asText } ?? asText }
}
