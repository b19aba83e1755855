import JSON

extension FunctionTable {
  /// Functions that take one value out of several.
  static let listFunctions: [Function] = [
    Function(
      name: "primary", aliases: [], parameters: [.init("list", .list)], result: .always(.text),
      summary: "The value that is marked as primary; without a mark the first one",
      example: ("primary(\"ada@example.org\")", "ada@example.org")
    ) { arguments in
      let values = arguments.list(0)
      return .text((values.first(where: \.isPrimary) ?? values.first)?.asText)
    },
    Function(
      name: "first", aliases: [], parameters: [.init("list", .list)], result: .always(.text),
      summary: "The first value that isn't empty", example: ("first(\"Ada\")", "Ada")
    ) { arguments in
      .text(arguments.list(0).lazy.compactMap(\.asText).first { !$0.isEmpty })
    },
  ]
}
