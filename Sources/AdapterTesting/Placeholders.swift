import Foundation
public import JSON

/// What stands for `{{name}}` in paths, headers, bodies and expectations.
public struct Placeholders: Sendable {
  private var values: [String: JSON]

  /// Those that every conversation has.
  static let given = ["base", "token", "basic"]

  /// `{{base}}`, the endpoint's public URL, `{{token}}`, the provider's token, and `{{basic}}`, the same as the password
  /// of Basic authentication.
  public init(base: String, token: String) {
    let basic = Data("scim:\(token)".utf8).base64EncodedString()
    values = ["base": .string(base), "token": .string(token), "basic": .string(basic)]
  }

  /// The value of a placeholder.
  public subscript(name: String) -> JSON? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The text with its placeholders replaced: strings as they are, other values as JSON.
  /// - Throws: the name of a placeholder that has no value.
  public func fill(_ text: String) throws(MissingPlaceholder) -> String {
    var filled = ""
    for piece in PlaceholderText(text).pieces {
      switch piece {
      case .literal(let literal): filled += literal
      case .name(let name):
        let value = try value(of: name)
        filled += value.string ?? value.description
      }
    }
    return filled
  }

  /// The value with the placeholders in its strings replaced; a string that is one placeholder becomes its value.
  /// - Throws: the name of a placeholder that has no value.
  public func fill(_ json: JSON) throws(MissingPlaceholder) -> JSON {
    switch json {
    case .string(let text):
      if let name = PlaceholderText(text).only { return try value(of: name) }
      return .string(try fill(text))
    case .array(let elements):
      var filled: [JSON] = []
      for element in elements { filled.append(try fill(element)) }
      return .array(filled)
    case .object(let members):
      var filled = JSONObject()
      for (name, value) in members { filled[name] = try fill(value) }
      return .object(filled)
    default: return json
    }
  }

  private func value(of name: String) throws(MissingPlaceholder) -> JSON {
    guard let value = values[name] else { throw MissingPlaceholder(name: name) }
    return value
  }
}

/// A placeholder that nothing was captured for.
public struct MissingPlaceholder: Error, Hashable, Sendable {
  /// Its name.
  public var name: String
}
