/// The detail error keywords of RFC 7644 §3.12 and RFC 9865 §2.1.
public enum SCIMType: String, Sendable, Hashable, CaseIterable {
  /// The filter's syntax is wrong, or attribute and operator don't go together.
  case invalidFilter
  /// The filter yields more results than the service is willing to give.
  case tooMany
  /// A value that must be unique is in use.
  case uniqueness
  /// The change isn't compatible with the attribute's mutability.
  case mutability
  /// The message's structure is wrong.
  case invalidSyntax
  /// The path is malformed.
  case invalidPath
  /// The path yields nothing that could be operated on.
  case noTarget
  /// A required value is missing, or a value doesn't fit its attribute.
  case invalidValue
  /// The cursor isn't one of this query (RFC 9865 §2.1).
  case invalidCursor
  /// The cursor was handed out too long ago (RFC 9865 §2.1).
  case expiredCursor
  /// The number of results to a page can't be had (RFC 9865 §2.1).
  case invalidCount
  /// The protocol version isn't supported.
  case invalidVers
  /// The request would put sensitive data into a URI.
  case sensitive
}
