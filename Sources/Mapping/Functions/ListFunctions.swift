import JSON
import Text

extension FunctionTable {
  /// Functions of lists. What isn't a list counts as a list of one value.
  static let listFunctions: [Function] = [
    Function(
      "primary", [], [.list("list")], gives: .text, "The value that is marked as primary; without a mark the first one",
      example: ("primary(\"ada@example.org\")", "ada@example.org")
    ) { arguments in
      let values = arguments.list(0)
      return .text((values.first(where: \.isPrimary) ?? values.first)?.asText)
    },
    Function(
      "first", [], [.list("list")], gives: .text, "The first value that isn't empty", example: ("first(\"Ada\")", "Ada")
    ) { .text($0.list(0).lazy.compactMap(\.asText).first { !$0.isEmpty }) },
    Function(
      "last", [], [.list("list")], gives: .text, "The last value that isn't empty",
      example: ("last(split(\"a/b/c\", \"/\"))", "c")
    ) { .text($0.list(0).reversed().lazy.compactMap(\.asText).first { !$0.isEmpty }) },
    Function(
      "at", ["Item"], [.list("list"), .number("position")], gives: .text,
      "The value at a position. The first is 1, as with Entra's `Item`; Okta's `Arrays.get` counts from 0. -1 is the last",
      example: ("at(split(\"a/b/c\", \"/\"), 2)", "b")
    ) { arguments in
      let list = arguments.list(0)
      return .text(arguments.integer(1).flatMap { place($0, of: list.count) }.flatMap { list[$0].asText })
    },
    Function(
      "count", ["Arrays.size"], [.list("list")], gives: .number, "How many values there are, empty ones left out",
      example: ("count(split(\"a/b/c\", \"/\"))", "3")
    ) { arguments in JSON(arguments.list(0).count { !$0.isNothing }) },
    Function(
      "unique", ["RemoveDuplicates"], [.list("list")], gives: .list,
      "The values without those that were there before, whatever their case",
      example: ("join(\" \", unique(split(\"a B A\", \" \")))", "a B")
    ) { arguments in
      var seen = Set<String>()
      return .array(arguments.list(0).filter { seen.insert($0.identity).inserted })
    },
    Function(
      "flatten", ["Arrays.flatten"], [], repeated: [.list("value")], gives: .list,
      "All values in one list, lists within lists opened, empty values left out",
      example: ("join(\" \", flatten(\"a\", split(\"b c\", \" \")))", "a b c")
    ) { .array($0.values.flatMap(\.leaves)) },
  ]
}

extension JSON {
  /// Equal for values that are the same whatever their case.
  fileprivate var identity: String {
    if let text = string { return "\"" + fold(text) }
    return String(describing: canonical)
  }

  /// What lists within lists hold, without what is empty; JSON's depth is bounded where it is read.
  fileprivate var leaves: [JSON] {
    guard let elements = array else { return isNothing ? [] : [self] }
    return elements.flatMap(\.leaves)
  }
}
