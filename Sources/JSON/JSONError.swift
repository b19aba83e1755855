/// What isn't JSON, or is more than the limits allow, and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Bytes from the start of the text.
  public var offset: Int
  /// What is wrong, without echoing the input.
  public var message: String

  /// The message and its place.
  public var description: String { "\(message) (at byte \(offset))" }
}

/// What a text may ask of the reader.
public struct JSONLimits: Sendable {
  /// Objects and arrays within each other.
  public var depth: Int
  /// Whether `active` beside `Active` counts as a duplicate: in SCIM names ignore case (RFC 7643 §2.1).
  public var namesIgnoreCase: Bool

  /// Limits of the caller's choice.
  public init(depth: Int, namesIgnoreCase: Bool) {
    self.depth = depth
    self.namesIgnoreCase = namesIgnoreCase
  }

  /// 32 levels, names that differ in case are the same name.
  public static let standard = JSONLimits(depth: 32, namesIgnoreCase: true)
}
