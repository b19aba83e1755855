extension String {
  /// The text that the bytes are in UTF-8; nil when they aren't valid (RFC 3629).
  /// - Complexity: O(n), without the generic way round that `String(validating:as:)` takes for every short text.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard #available(macOS 26, *) else {
      self.init(validating: bytes, as: UTF8.self)
      return
    }
    do { self.init(copying: try UTF8Span(validating: bytes.span)) } catch { return nil }
  }
}
