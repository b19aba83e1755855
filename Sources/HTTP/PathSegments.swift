/// Reads the path of a target segment by segment.
public enum PathSegments {
  /// The decoded segments between the slashes, empty ones included: `/a//b` is `a`, ``, `b`; `/` is one empty segment.
  ///
  /// - Returns: nil if the path doesn't begin with a slash, or a segment is refused by `decode`.
  public static func parse(_ path: String) -> [String]? {
    guard path.utf8.first == 0x2F else { return nil }
    var segments: [String] = []
    for text in path.utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false) {
      guard let segment = decode(Substring(text)) else { return nil }
      segments.append(segment)
    }
    return segments
  }

  /// One decoded segment.
  ///
  /// - Returns: nil for a broken percent escape, bytes that aren't UTF-8, a control character, or an encoded slash, which
  ///   would let two spellings name one resource.
  public static func decode(_ segment: Substring) -> String? {
    guard let text = percentDecoded(segment, plusIsSpace: false),
      !text.utf8.contains(where: { $0 == 0x2F || $0 < 0x20 || $0 == 0x7F })
    else { return nil }
    return text
  }
}
