import JSON

extension FunctionTable {
  /// Functions that make texts of texts. Where the text is missing, nothing comes out.
  static let textFunctions: [Function] = [
    Function(
      name: "join", aliases: ["Join", "String.join"], parameters: [.init("separator", .text)],
      repeated: [.init("value", .list)], result: .always(.text),
      summary: "The values with the separator between them; lists give all their values, empty ones are left out",
      example: ("join(\" \", \"Ada\", \"\", \"Lovelace\")", "Ada Lovelace"), body: join),
    Function(
      name: "lower", aliases: ["ToLower", "String.toLowerCase"], parameters: [.init("text", .text)],
      result: .always(.text), summary: "The text in lower case, whatever the language",
      example: ("lower(\"Ada@Example.org\")", "ada@example.org")
    ) { arguments in .text(arguments.text(0)?.lowercased()) },
    Function(
      name: "upper", aliases: ["ToUpper", "String.toUpperCase"], parameters: [.init("text", .text)],
      result: .always(.text), summary: "The text in upper case, whatever the language",
      example: ("upper(\"de\")", "DE")
    ) { arguments in .text(arguments.text(0)?.uppercased()) },
    Function(
      name: "trim", aliases: [], parameters: [.init("text", .text)], result: .always(.text),
      summary: "The text without white space at its ends", example: ("trim(\" Ada \")", "Ada")
    ) { arguments in .text(arguments.text(0)?.trimmingSpaces) },
    Function(
      name: "before", aliases: ["String.substringBefore"], parameters: [.init("text", .text), .init("mark", .text)],
      result: .always(.text), summary: "What stands before the first mark; without the mark the whole text",
      example: ("before(\"ada@example.org\", \"@\")", "ada"), body: before),
    Function(
      name: "after", aliases: ["String.substringAfter"], parameters: [.init("text", .text), .init("mark", .text)],
      result: .always(.text), summary: "What stands after the first mark; without the mark nothing",
      example: ("after(\"ada@example.org\", \"@\")", "example.org"), body: after),
    Function(
      name: "replace", aliases: ["String.replace"],
      parameters: [.init("text", .text), .init("find", .text), .init("replacement", .text)], result: .always(.text),
      summary: "The text with every occurrence of a part replaced, to the letter",
      example: ("replace(\"R&D\", \"&\", \" and \")", "R and D"), body: replace),
  ]

  private static let join: @Sendable (Arguments) throws(LimitExceeded) -> JSON = {
    arguments throws(LimitExceeded) in
    let separator = arguments.text(0) ?? ""
    let values = arguments.values.dropFirst().flatMap { $0.array ?? [$0] }
    let texts = values.compactMap(\.asText).filter { !$0.isEmpty }
    let size = texts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
    guard size <= LimitExceeded.textBytes + separator.utf8.count else { throw .text }
    return texts.isEmpty ? .null : .string(texts.joined(separator: separator))
  }

  private static let before: @Sendable (Arguments) throws(LimitExceeded) -> JSON = { arguments in
    guard let text = arguments.text(0), let mark = arguments.text(1) else { return .text(arguments.text(0)) }
    return .text(ByteSearch(text).halves(at: mark)?.before ?? text)
  }

  private static let after: @Sendable (Arguments) throws(LimitExceeded) -> JSON = { arguments in
    guard let text = arguments.text(0), let mark = arguments.text(1) else { return .null }
    return .text(ByteSearch(text).halves(at: mark)?.after)
  }

  private static let replace: @Sendable (Arguments) throws(LimitExceeded) -> JSON = {
    arguments throws(LimitExceeded) in
    guard let text = arguments.text(0), let find = arguments.text(1) else { return .text(arguments.text(0)) }
    return .string(try ByteSearch(text).replacing(find, with: arguments.text(2) ?? ""))
  }
}

extension JSON {
  /// The text, or null for nil.
  static func text(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}
