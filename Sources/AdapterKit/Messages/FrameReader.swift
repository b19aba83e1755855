import JSON
import SCIM
import Text

/// Reads the fields of one frame; every length is checked against what is left.
struct FrameReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, kind: UInt8) throws(FrameError) {
    self.bytes = bytes
    guard bytes.count <= Frame.limit else { throw .tooLong(bytes.count) }
    let length = Int(try number())
    guard length == bytes.count - at else { throw .length(expected: length + 4, found: bytes.count) }
    let version = try byte()
    guard version == Frame.version else { throw .version(version) }
    let found = try byte()
    guard found == kind else { throw .kind(found) }
  }

  mutating func number() throws(FrameError) -> UInt32 {
    let four = try take(4)
    return four.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func text() throws(FrameError) -> String {
    let utf8 = try take(Int(try number()))
    guard let text = String(utf8: UnsafeBufferPointer(rebasing: utf8)) else {
      throw .content("a text isn't UTF-8")
    }
    return text
  }

  mutating func texts() throws(FrameError) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try count(of: 4)) { texts.append(try text()) }
    return texts
  }

  mutating func headers() throws(FrameError) -> [AdapterHeader] {
    var headers: [AdapterHeader] = []
    for _ in 0..<(try count(of: 8)) { headers.append(AdapterHeader(try text(), try text())) }
    return headers
  }

  mutating func semantics() throws(FrameError) -> WriteSemantics {
    if let known = KnownSemantics.start(of: bytes[at...]) {
      at += known.bytes.count
      return known.value
    }
    let start = at
    let value = try WriteSemantics(pairs: try headers())
    KnownSemantics.remember(value, Array(bytes[start..<at]))
    return value
  }

  mutating func body() throws(FrameError) -> JSON? {
    switch try byte() {
    case 0: return nil
    case 1:
      let text = try take(Int(try number()))
      do throws(JSONError) { return try JSON(parsing: Array(text)) } catch { throw .content(error.description) }
    case let other: throw .content("a body's mark is \(other)")
    }
  }

  func end() throws(FrameError) {
    guard at == bytes.count else { throw .length(expected: at, found: bytes.count) }
  }

  private mutating func byte() throws(FrameError) -> UInt8 {
    try take(1).first ?? 0
  }

  /// How many elements follow, each of at least `size` bytes: no more than there are bytes for.
  private mutating func count(of size: Int) throws(FrameError) -> Int {
    let count = Int(try number())
    guard count <= (bytes.count - at) / size else { throw .length(expected: at + count * size, found: bytes.count) }
    return count
  }

  private mutating func take(_ count: Int) throws(FrameError) -> Slice<UnsafeBufferPointer<UInt8>> {
    guard count <= bytes.count - at else { throw .length(expected: at + count, found: bytes.count) }
    defer { at += count }
    return bytes[at..<at + count]
  }
}
