/// The data type of an attribute (RFC 7643 §2.3).
public enum AttributeKind: String, Sendable, Hashable, CaseIterable {
  /// Text.
  case string
  /// `true` or `false`.
  case boolean
  /// A number with a fraction.
  case decimal
  /// A whole number.
  case integer
  /// An instant, as XML Schema writes it.
  case dateTime
  /// Base64 of bytes.
  case binary
  /// A URI.
  case reference
  /// A set of sub-attributes.
  case complex

  /// What a value of this kind is called in a message.
  var expectation: String {
    switch self {
    case .string, .reference: "a string"
    case .boolean: "true or false"
    case .decimal: "a number"
    case .integer: "a whole number"
    case .dateTime: "a date and time such as 2026-01-31T12:00:00Z"
    case .binary: "a string in base64"
    case .complex: "an object"
    }
  }
}

/// When an attribute can be written (RFC 7643 §2.2).
public enum Mutability: String, Sendable, Hashable, CaseIterable {
  /// Only by the service.
  case readOnly
  /// At any time.
  case readWrite
  /// Once.
  case immutable
  /// At any time, never shown.
  case writeOnly
}

/// When an attribute is part of an answer (RFC 7643 §2.2).
public enum Returned: String, Sendable, Hashable, CaseIterable {
  /// In every answer.
  case always
  /// In none.
  case never
  /// Unless it is excluded or others are asked for.
  case `default`
  /// Only when it is asked for.
  case request
}

/// Among what a value must be unique (RFC 7643 §2.2).
public enum Uniqueness: String, Sendable, Hashable, CaseIterable {
  /// Nothing.
  case none
  /// The resources of this type at this endpoint.
  case server
  /// Everywhere.
  case global
}
