import JSON
import Text

extension FunctionTable {
  /// Functions that choose one of several values.
  static let choiceFunctions: [Function] = [
    Function(
      "coalesce", [], [], repeated: [.any("value")], gives: .oneOf { _ in true }, "The first value that isn't empty",
      example: ("coalesce(\"\", \"Ada\")", "Ada")
    ) { arguments in arguments.values.first { !$0.isNothing } ?? .null },
    Function(
      "default", [], [.any("value"), .any("otherwise")], gives: .oneOf { _ in true },
      "The value, or the other one when it is empty", example: ("default(\"\", \"unknown\")", "unknown"),
      misuse: "of more than two values coalesce(value, …) gives the first that isn't empty"
    ) { $0.values[$0.values[0].isNothing ? 1 : 0] },
    Function(
      "if", ["IIF"], [.bool("condition"), .any("then")], optional: [.any("else")], gives: .oneOf { $0 > 0 },
      "One value when the condition holds; else the other, or nothing", example: ("if(true, \"on\", \"off\")", "on")
    ) { arguments in
      if arguments.bool(0) == true { return arguments.values[1] }
      return arguments.values.count > 2 ? arguments.values[2] : .null
    },
    Function(
      "switch", [], [.text("value"), .any("default")], repeated: [.text("key"), .any("result")],
      gives: .oneOf { $0 % 2 == 1 },
      "The result beside the first key that equals the value as a whole, whatever its case; else the default. Okta's "
        + "`String.stringSwitch` finds its keywords anywhere in the value and has a function of its own below",
      example: ("switch(\"FTE\", \"other\", \"fte\", \"Employee\", \"ext\", \"Contractor\")", "Employee"),
      misuse: "the default comes second: switch(value, default, key, result)", body: choose),
    Function(
      "lookup", [], [.table, .text("key")], optional: [.any("default")], gives: .ofTable,
      "The value beside the key in a table of the mapping (`tables:`), whatever its case; else the default, or nothing",
      example: ("lookup(\"costCenters\", \"a100\", \"none\")", "Analysis"),
      misuse: "the table's name comes first: lookup(\"costCenters\", title)"
    ) { arguments in
      guard let found = arguments.text(1).flatMap({ arguments.table?[$0] }) else {
        return arguments.values.count > 2 ? arguments.values[2] : .null
      }
      return found
    },
  ]

  private static let choose: Function.Body = { arguments in
    let value = arguments.text(0) ?? ""
    for index in stride(from: 2, to: arguments.values.count - 1, by: 2)
    where equalFolded(arguments.text(index) ?? "", value) {
      return arguments.values[index + 1]
    }
    return arguments.values[1]
  }
}
