/// What the manual says about the mapping language, made from the language itself.
public enum MappingLanguage {
  /// The functions as a Markdown page: a section for each group, a table row for each function.
  ///
  /// `rules` is the page before it.
  public static var documentation: String {
    FunctionTable.groups.map { group in
      (["## \(group.title)", "", "| function | also | gives | example |", "| --- | --- | --- | --- |"]
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
}
