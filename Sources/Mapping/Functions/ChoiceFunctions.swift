import JSON
import Text

extension FunctionTable {
  /// Functions that choose one of their arguments, and the one that makes a truth value.
  static let choiceFunctions: [Function] = [
    Function(
      name: "coalesce", aliases: ["Coalesce"], parameters: [], repeated: [.init("value", .any)],
      result: .oneOf { _ in true }, summary: "The first value that isn't empty",
      example: ("coalesce(\"\", \"Ada\")", "Ada")
    ) { arguments in arguments.values.first { !$0.isNothing } ?? .null },
    Function(
      name: "switch", aliases: ["Switch"], parameters: [.init("value", .text), .init("default", .any)],
      repeated: [.init("key", .text), .init("result", .any)], result: .oneOf { $0 % 2 == 1 },
      summary: "The result beside the first key that equals the value, whatever its case; else the default",
      example: ("switch(\"FTE\", \"other\", \"fte\", \"Employee\", \"ext\", \"Contractor\")", "Employee"), body: choose),
    Function(
      name: "if", aliases: ["IIF"], parameters: [.init("condition", .bool), .init("then", .any)],
      optional: [.init("else", .any)], result: .oneOf { $0 > 0 },
      summary: "One value when the condition holds; else the other, or nothing",
      example: ("if(true, \"on\", \"off\")", "on")
    ) { arguments in
      if arguments.bool(0) == true { return arguments.values[1] }
      return arguments.values.count > 2 ? arguments.values[2] : .null
    },
    Function(
      name: "toBool", aliases: ["CBool"], parameters: [.init("text", .text)], result: .always(.bool),
      summary: "True for `true`, `yes` and `1`, false for `false`, `no` and `0`, whatever their case; else nothing",
      example: ("toBool(\"True\")", "true")
    ) { arguments in
      switch arguments.text(0)?.trimmingSpaces.lowercased() {
      case "true", "yes", "1": true
      case "false", "no", "0": false
      default: .null
      }
    },
  ]

  private static let choose: @Sendable (Arguments) throws(LimitExceeded) -> JSON = { arguments in
    let value = arguments.text(0) ?? ""
    for index in stride(from: 2, to: arguments.values.count - 1, by: 2)
    where equalFolded(arguments.text(index) ?? "", value) {
      return arguments.values[index + 1]
    }
    return arguments.values[1]
  }
}
