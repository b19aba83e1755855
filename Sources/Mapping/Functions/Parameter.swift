/// What is wanted in one place of a function's argument list.
struct Parameter: Sendable {
  /// What an argument is for: a value, or something that is prepared once, before anything runs.
  enum Role: Sendable {
    case value
    /// A regular expression.
    case pattern
    /// What takes the place of what the pattern before it found.
    case replacement
    /// How a date is written.
    case datePattern
    /// Years, months, days, …
    case dateUnit
    /// The name of a table under `tables:`.
    case table
  }

  let name: String
  let type: ExpressionType
  let role: Role

  private init(_ name: String, _ type: ExpressionType, _ role: Role = .value) {
    self.name = name
    self.type = type
    self.role = role
  }

  static func text(_ name: String) -> Parameter { Parameter(name, .text) }
  static func number(_ name: String) -> Parameter { Parameter(name, .number) }
  static func bool(_ name: String) -> Parameter { Parameter(name, .bool) }
  static func list(_ name: String) -> Parameter { Parameter(name, .list) }
  static func any(_ name: String) -> Parameter { Parameter(name, .any) }
  static let pattern = Parameter("pattern", .text, .pattern)
  static let replacement = Parameter("replacement", .text, .replacement)
  static let datePattern = Parameter("pattern", .text, .datePattern)
  static let dateUnit = Parameter("unit", .text, .dateUnit)
  static let table = Parameter("table", .text, .table)
}
