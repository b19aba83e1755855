import JSON

extension FunctionTable {
  /// Functions that make a value of one type of a value of another, and names of what has none.
  static let conversionFunctions: [Function] = [
    Function(
      "toBool", ["CBool"], [.text("text")], gives: .bool,
      "True for `true`, `yes` and `1`, false for `false`, `no` and `0`, whatever their case; else nothing",
      example: ("toBool(\"True\")", "true")
    ) { arguments in
      switch arguments.text(0)?.trimmingSpaces.lowercased() {
      case "true", "yes", "1": true
      case "false", "no", "0": false
      default: .null
      }
    },
    Function(
      "toInt", ["Convert.toInt", "Convert.toNum"], [.text("text")], gives: .number,
      "The whole number that the text is, its fraction cut off; nothing for what is no number",
      example: ("toInt(\" 0042 \")", "42")
    ) { arguments in arguments.text(0).flatMap(wholeNumber).map { JSON.number(JSONNumber($0)) } ?? .null },
    Function(
      "toString", ["CStr"], [.text("value")], gives: .text, "The value as a text",
      example: ("toString(7)", "7")
    ) { .text($0.text(0)) },
    Function(
      "guid", [], [.text("name")], optional: [.text("namespace")], gives: .text,
      "A UUID made of a name, the same whenever it is made again (version 5, RFC 9562 §5.5); the namespace is a UUID, "
        + "that of the DNS unless it is given. Entra's `Guid()` makes a new one each time",
      example: ("guid(\"www.example.com\")", "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
      misuse: "name what it is made of: guid(userName)"
    ) { arguments in
      let namespace = arguments.text(1) ?? NameUUID.dns
      return .text(arguments.text(0).flatMap { $0.isEmpty ? nil : NameUUID.text(of: $0, in: namespace) })
    },
  ]

  private static func wholeNumber(_ text: String) -> Int64? {
    let text = text.trimmingSpaces
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count == 1 || parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int64(whole)
  }
}
