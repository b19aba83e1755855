/// The bytes of a head after libmicrohttpd 0.9 has parsed it where it lay: what it recognised as a line end, a colon or a
/// separator is now zero, all else is as it was sent.
///
/// So the bytes tell what the parsed values hide: a bare line feed leaves one zero where CR LF leaves two, a U+0000 in a
/// value leaves one too many, a folded line still begins with white space.
struct RawHead {
  private static let versionLength = 8

  private let bytes: UnsafeRawBufferPointer
  private let fieldsStart: Int

  /// The head that starts at `method`, whose target was `targetLength` bytes long.
  ///
  /// - Returns: nil if the request line isn't method, space, target, space, version and CR LF.
  init?(_ bytes: UnsafeRawBufferPointer, targetLength: Int) {
    guard let methodEnd = bytes.firstIndex(of: 0) else { return nil }
    let targetEnd = methodEnd + 1 + targetLength
    let lineEnd = targetEnd + 1 + Self.versionLength
    guard lineEnd + 1 < bytes.count, bytes[targetEnd] == 0, bytes[lineEnd] == 0, bytes[lineEnd + 1] == 0 else {
      return nil
    }
    self.bytes = bytes
    fieldsStart = lineEnd + 2
  }

  /// Whether every line is a name, a colon, a value and CR LF, up to the empty line at the very end (RFC 9112 §5).
  var isSound: Bool {
    var at = fieldsStart
    while at + 2 < bytes.count {
      guard let next = lineEnd(from: at) else { return false }
      at = next
    }
    return at + 2 == bytes.count && bytes[at] == 0 && bytes[at + 1] == 0
  }

  private func lineEnd(from start: Int) -> Int? {
    guard bytes[start] != 0, bytes[start] != 0x20, bytes[start] != 0x09 else { return nil }
    guard let nameEnd = zero(from: start), let valueEnd = zero(from: nameEnd + 1) else { return nil }
    guard valueEnd + 1 < bytes.count, bytes[valueEnd + 1] == 0 else { return nil }
    return valueEnd + 2
  }

  private func zero(from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    return bytes[start...].firstIndex(of: 0)
  }
}
