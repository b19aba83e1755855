extension JSON {
  /// Reads one value from UTF-8 bytes (RFC 8259).
  ///
  /// Duplicate names, U+0000, lone surrogates, invalid UTF-8 and deep nesting are refused.
  /// - Throws: `JSONError` with the place.
  /// - Complexity: O(n).
  public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONError) {
    self = try bytes.withUnsafeBufferPointer { bytes throws(JSONError) in try JSON(scanning: bytes, limits) }
  }

  /// Reads one value from a text.
  /// - Throws: `JSONError` with the place.
  public init(parsing text: String, limits: JSONLimits = .standard) throws(JSONError) {
    var text = text
    self = try text.withUTF8 { bytes in
      Result { () throws(JSONError) in try JSON(scanning: bytes, limits) }
    }.get()
  }

  private init(scanning bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits) throws(JSONError) {
    var scanner = JSONScanner(bytes, limits: limits)
    self = try scanner.document()
  }
}
