/// What an expression gives, as far as can be known before it runs.
enum ExpressionType: String, Sendable, Hashable {
  case text
  case bool
  case number
  /// Several values: texts, or values with sub-attributes.
  case list
  /// One value with sub-attributes, `name`.
  case complex
  /// Known only when it runs: an attribute of an extension that isn't registered.
  case any

  /// What people call it.
  var description: String {
    switch self {
    case .text: "a text"
    case .bool: "true or false"
    case .number: "a number"
    case .list: "a list"
    case .complex: "a value with sub-attributes"
    case .any: "any value"
    }
  }

  /// Whether a value of type `other` may stand where this one is wanted.
  func takes(_ other: ExpressionType) -> Bool {
    switch (self, other) {
    case (.any, _), (_, .any), (.list, _): true
    case (.text, .number), (.text, .bool): true
    default: self == other
    }
  }

  /// What an expression gives that gives either of two.
  func joined(with other: ExpressionType) -> ExpressionType {
    if self == other { return self }
    if self == .list || other == .list { return .list }
    if self == .any || other == .any { return .any }
    return self == .complex || other == .complex ? .complex : .text
  }
}
