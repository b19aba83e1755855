extension JSON {
  /// Reads one value from UTF-8 bytes (RFC 8259).
  ///
  /// Duplicate names, U+0000, lone surrogates, invalid UTF-8 and deep nesting are refused.
  /// - Throws: `JSONError` with the place.
  /// - Complexity: O(n).
  public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    var scanner = JSONScanner(bytes, limits: limits)
    self = try scanner.document()
  }

  /// Reads one value from a text.
  /// - Throws: `JSONError` with the place.
  public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}
