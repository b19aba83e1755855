import JSON
import SCIM

/// A compiled expression: every name looked up, every type checked.
indirect enum Expression: Sendable {
  case literal(JSON)
  /// A path into the source record; `single` when it gives one value.
  case path(AttributePath, single: Bool)
  /// An attribute of the directory entry that is being made.
  case directory(String)
  /// An attribute of type IDP of the directory entry that is being made.
  case custom(String)
  case call(Function, [Expression], [Prepared])

  /// One spelling for all expressions that mean the same: our names, no space but one after a comma.
  var canonicalText: String {
    switch self {
    case .literal(let value): value.description
    case .path(let path, _): path.description
    case .directory(let name), .custom(let name): "${\(name)}"
    case .call(let function, let arguments, _):
      "\(function.name)(\(arguments.map(\.canonicalText).joined(separator: ", ")))"
    }
  }
}
