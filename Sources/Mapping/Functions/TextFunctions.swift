import Foundation
import JSON

extension FunctionTable {
  /// Functions that make a text of a whole text. Where the text is missing, nothing comes out.
  static let textFunctions: [Function] = [
    Function(
      "join", ["String.join"], [.text("separator")], repeated: [.list("value")], gives: .text,
      "The values with the separator between them; lists give all their values, empty ones are left out",
      example: ("join(\" \", \"Ada\", \"\", \"Lovelace\")", "Ada Lovelace"),
      misuse: "the separator comes first: join(\" \", name.givenName, name.familyName)", body: join),
    Function(
      "append", ["String.append"], [.text("text"), .text("suffix")], gives: .text,
      "The text with the suffix behind it; nothing when the text is empty",
      example: ("append(\"ada\", \"@example.org\")", "ada@example.org")
    ) { arguments in
      guard let text = arguments.text(0), !text.isEmpty else { return .null }
      return .string(text + (arguments.text(1) ?? ""))
    },
    Function(
      "lower", ["ToLower", "String.toLowerCase"], [.text("text")], gives: .text,
      "The text in lower case, whatever the language",
      example: ("lower(\"Ada@Example.org\")", "ada@example.org")
    ) { .text($0.text(0)?.lowercased()) },
    Function(
      "upper", ["ToUpper", "String.toUpperCase"], [.text("text")], gives: .text,
      "The text in upper case, whatever the language", example: ("upper(\"de\")", "DE")
    ) { .text($0.text(0)?.uppercased()) },
    Function(
      "title", ["PCase"], [.text("text")], optional: [.text("separators")], gives: .text,
      "The text with its words' first letters in upper case and the others in lower case; words end at white space and "
        + "`-`, or at white space and the separators",
      example: ("title(\"ada LOVELACE-king\")", "Ada Lovelace-King")
    ) { arguments throws(LimitExceeded) in
      guard let text = arguments.text(0) else { return .null }
      // Word by word and letter by letter: twice what other functions do with a byte.
      try arguments.work.charge(text.utf8.count)
      return .string(titled(text, separators: Set(arguments.text(1) ?? "-")))
    },
    Function(
      "trim", [], [.text("text")], gives: .text, "The text without white space at its ends",
      example: ("trim(\" Ada \")", "Ada")
    ) { .text($0.text(0)?.trimmingSpaces) },
    Function(
      "stripSpaces", ["String.removeSpaces"], [.text("text")], gives: .text, "The text without any white space",
      example: ("stripSpaces(\"+44 20 7946\")", "+44207946")
    ) { arguments in
      guard let text = arguments.text(0) else { return .null }
      var kept = String.UnicodeScalarView()
      kept.append(contentsOf: text.unicodeScalars.filter { !$0.properties.isWhitespace })
      return .string(String(kept))
    },
    Function(
      "replace", ["String.replace"], [.text("text"), .text("find"), .text("replacement")], gives: .text,
      "The text with every occurrence of a part replaced, to the letter",
      example: ("replace(\"R&D\", \"&\", \" and \")", "R and D"),
      misuse: "a pattern is replaced by regexReplace(text, pattern, replacement)", body: replace),
    Function(
      "normalizeDiacritics", [], [.text("text")], gives: .text,
      "The text with letters that have no marks: `é` becomes `e`, `ß` becomes `ss`, `Ø` becomes `O`",
      example: ("normalizeDiacritics(\"Ångström Straße\")", "Angstrom Strasse")
    ) { arguments throws(LimitExceeded) in
      guard let text = arguments.text(0) else { return .null }
      // Taking letters apart costs three times what other functions do with a byte.
      try arguments.work.charge(2 * text.utf8.count)
      return .string(PlainLetters.text(text))
    },
    Function(
      "length", ["String.len"], [.text("text")], gives: .number,
      "How many characters the text has, as people count them",
      example: ("length(\"Zoë\")", "3")
    ) { arguments in JSON(arguments.text(0)?.count ?? 0) },
  ]

  private static let join: Function.Body = { arguments throws(LimitExceeded) in
    let separator = arguments.text(0) ?? ""
    let values = arguments.values.dropFirst().flatMap { $0.array ?? [$0] }
    let texts = values.compactMap(\.asText).filter { !$0.isEmpty }
    let size = texts.reduce(0) { $0 + $1.utf8.count + separator.utf8.count }
    guard size <= LimitExceeded.textBytes + separator.utf8.count else { throw .text }
    return texts.isEmpty ? JSON.null : .string(texts.joined(separator: separator))
  }

  private static let replace: Function.Body = { arguments throws(LimitExceeded) in
    guard let text = arguments.text(0), let find = arguments.text(1) else { return .text(arguments.text(0)) }
    return .string(try ByteSearch(text).replacing(find, with: arguments.text(2) ?? ""))
  }

  private static func titled(_ text: String, separators: Set<Character>) -> String {
    var (out, begins) = ("", true)
    for character in text {
      out += begins ? character.titlecased : character.lowercased()
      begins = character.isWhitespace || separators.contains(character)
    }
    return out
  }
}

extension Character {
  /// Its form at the beginning of a word.
  fileprivate var titlecased: String {
    guard let first = unicodeScalars.first else { return "" }
    return first.properties.titlecaseMapping + String(String.UnicodeScalarView(unicodeScalars.dropFirst()))
  }
}
