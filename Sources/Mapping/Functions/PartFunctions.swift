import JSON

extension FunctionTable {
  /// Functions that take a part of a text. Positions begin at 1; negative ones count from the end.
  static let partFunctions: [Function] = [
    Function(
      "left", [], [.text("text"), .number("count")], gives: .text, "The first characters of the text",
      example: ("left(\"Lovelace\", 4)", "Love")
    ) { .text($0.text(0)?.prefix(max(0, $0.integer(1) ?? 0))) },
    Function(
      "right", [], [.text("text"), .number("count")], gives: .text, "The last characters of the text",
      example: ("right(\"Lovelace\", 4)", "lace")
    ) { .text($0.text(0)?.suffix(max(0, $0.integer(1) ?? 0))) },
    Function(
      "mid", [], [.text("text"), .number("start")], optional: [.number("count")], gives: .text,
      "The characters from a position on, all or that many. The first is 1, as in Entra; Okta's `String.substring` "
        + "counts from 0",
      example: ("mid(\"Lovelace\", 5, 2)", "la"), body: middle),
    Function(
      "before", ["String.substringBefore"], [.text("text"), .text("mark")], gives: .text,
      "What stands before the first mark; without the mark the whole text",
      example: ("before(\"ada@example.org\", \"@\")", "ada")
    ) { arguments in
      guard let text = arguments.text(0), let mark = arguments.text(1) else { return .text(arguments.text(0)) }
      return .string(ByteSearch(text).halves(at: mark)?.before ?? text)
    },
    Function(
      "after", ["String.substringAfter"], [.text("text"), .text("mark")], gives: .text,
      "What stands after the first mark; without the mark nothing",
      example: ("after(\"ada@example.org\", \"@\")", "example.org")
    ) { arguments in
      guard let text = arguments.text(0), let mark = arguments.text(1) else { return .null }
      return .text(ByteSearch(text).halves(at: mark)?.after)
    },
    Function(
      "word", [], [.text("text"), .number("position")], optional: [.text("delimiters")], gives: .text,
      "One word of the text; words end at white space, or at any of the delimiters",
      example: ("word(\"Lovelace, Ada King\", 2, \", \")", "Ada"), body: word),
    Function(
      "split", [], [.text("text"), .text("separator")], gives: .list,
      "The parts between the separators as a list; empty parts are left out",
      example: ("join(\"+\", split(\"a;b;;c\", \";\"))", "a+b+c"), body: split),
    Function(
      "emailLocal", [], [.text("address")], gives: .text, "What stands before the last `@`; without one nothing",
      example: ("emailLocal(\"ada@example.org\")", "ada")
    ) { .text($0.text(0).flatMap(MailAddress.init)?.local) },
    Function(
      "emailDomain", [], [.text("address")], gives: .text, "What stands after the last `@`; without one nothing",
      example: ("emailDomain(\"ada@example.org\")", "example.org")
    ) { .text($0.text(0).flatMap(MailAddress.init)?.domain) },
    Function(
      "withSubdomain", [], [.text("address"), .text("name")], gives: .text,
      "The address with a name before its domain, unless it has it already; nothing for what is no address",
      example: ("withSubdomain(\"ada@example.com\", \"appleid\")", "ada@appleid.example.com")
    ) { arguments in
      .text(arguments.text(0).flatMap(MailAddress.init)?.withSubdomain(arguments.text(1) ?? ""))
    },
  ]

  private static let middle: Function.Body = { arguments in
    guard let text = arguments.text(0), let start = arguments.integer(1) else { return .null }
    guard let first = place(start, of: text.count) else { return .null }
    let rest = text.dropFirst(first)
    guard arguments.values.count > 2 else { return .text(rest) }
    return .text(rest.prefix(max(0, arguments.integer(2) ?? 0)))
  }

  private static let word: Function.Body = { arguments in
    guard let text = arguments.text(0), let position = arguments.integer(1) else { return .null }
    let delimiters = arguments.text(2).map(Set.init)
    let words = text.split { character in delimiters.map { $0.contains(character) } ?? character.isWhitespace }
    return .text(place(position, of: words.count).map { words[$0] })
  }

  private static let split: Function.Body = { arguments in
    guard let text = arguments.text(0) else { return .null }
    guard let separator = arguments.text(1), !separator.isEmpty else { return [.string(text)] }
    return .array(ByteSearch(text).parts(between: separator).filter { !$0.isEmpty }.map(JSON.string))
  }

  /// The index that a position means; nil when there is no such element.
  static func place(_ position: Int, of count: Int) -> Int? {
    let index = position > 0 ? position - 1 : position < 0 ? max(-1, position + count) : -1
    return (0..<count).contains(index) ? index : nil
  }
}

/// A mail address at its last `@`.
struct MailAddress {
  let local: String
  let domain: String

  /// Nil when one of the two is empty.
  init?(_ text: String) {
    guard let at = text.lastIndex(of: "@") else { return nil }
    (local, domain) = (String(text[..<at]), String(text[text.index(after: at)...]))
    guard !local.isEmpty, !domain.isEmpty else { return nil }
  }

  func withSubdomain(_ name: String) -> String {
    let begins = domain.lowercased().hasPrefix(name.lowercased() + ".")
    return name.isEmpty || begins ? "\(local)@\(domain)" : "\(local)@\(name).\(domain)"
  }
}
