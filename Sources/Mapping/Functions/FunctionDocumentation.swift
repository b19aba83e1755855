/// What the manual says about the mapping language, made from the language itself.
public enum MappingLanguage {
  /// The functions as a Markdown page: a section for each group, a table row for each function.
  ///
  /// `rules` is the page before it.
  public static var documentation: String {
    FunctionTable.groups.map { group in
      (["## \(group.title)", ""] + (notes[group.title].map { [$0, ""] } ?? [])
        + ["| function | also | gives | example |", "| --- | --- | --- | --- |"]
        + group.functions.map(row)).joined(separator: "\n")
    }.joined(separator: "\n\n") + "\n"
  }

  /// The names of all functions, aliases left out, in the manual's order.
  public static var functionNames: [String] { FunctionTable.all.map(\.name) }

  private static func row(_ function: Function) -> String {
    let aliases = function.aliases.map { "`\($0)`" }.joined(separator: ", ")
    return "| `\(function.signature)` | \(aliases) | \(function.summary) | "
      + "`\(function.example.call)` → `\(function.example.gives)` |"
  }

  /// What stands before a group's table, by the group's title.
  private static let notes: [String: String] = [
    "Texts": """
    Names and aliases are taken in any case: `ToLower`, `tolower` and `lower` are one. Where a text is missing, nothing
    comes out.
    """,
    "Parts of texts": """
    Positions begin at 1, as in Entra ID; negative ones count from the end. Characters are what people count: `é` is one,
    however it is encoded.
    """,
    "Patterns": PatternDocumentation.text,
    "Tests": """
    What is missing counts as false, as an empty text or as an empty list. `contains`, `startsWith` and `endsWith` look to
    the letter; `eq`, `in`, `switch` and `lookup` take no notice of case.
    """,
    "Lists": "What isn't a list counts as a list of one value. A value with sub-attributes stands for its `value`.",
    "Dates": DateDocumentation.text,
    "Okta's own": """
    Functions of Okta's expression language that one would take for one of the functions above, and that do something
    else. They do here what they do there.
    """,
  ]
}
