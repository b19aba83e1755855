import Directory
import JSON

/// What a rule makes: an attribute of the directory, or one of type IDP.
enum Target: Sendable {
  case attribute(DirectoryAttribute)
  case custom(String)

  var name: String {
    switch self {
    case .attribute(let attribute): attribute.name
    case .custom(let name): name
    }
  }

  /// The type that an expression must have; nil when any will do.
  var wanted: ExpressionType? {
    guard case .attribute(let attribute) = self else { return nil }
    return switch attribute.type {
    case .text, .reference, .instant: .text
    case .bool: .bool
    case .number: .number
    case .complexList: .list
    case .map: nil
    }
  }
}
