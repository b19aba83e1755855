/// All functions of the mapping language: arity, types, names and documentation come from here.
///
/// A new group of functions is a file of its own and one word here.
enum FunctionTable {
  /// The groups, as the manual shows them.
  static let groups: [(title: String, functions: [Function])] = [
    ("Texts", textFunctions),
    ("Parts of texts", partFunctions),
    ("Patterns", patternFunctions),
    ("Choices", choiceFunctions),
    ("Tests", testFunctions),
    ("Lists", listFunctions),
    ("Types", conversionFunctions),
    ("Dates", dateFunctions),
    ("Okta's own", foreignFunctions),
  ]

  /// Every function.
  static let all: [Function] = groups.flatMap(\.functions)

  /// The function of that name or alias, in any case.
  static func function(named name: String) -> Function? { byName[name.lowercased()] }

  /// Every name and alias, for suggestions.
  static let names: [String] = all.flatMap { [$0.name] + $0.aliases }

  private static let byName: [String: Function] = {
    let pairs = all.flatMap { function in ([function.name] + function.aliases).map { ($0.lowercased(), function) } }
    return Dictionary(pairs) { first, _ in first }
  }()
}
