import JSON
import SCIM

/// Writes the fields of one frame.
struct FrameWriter {
  private(set) var bytes: [UInt8] = []

  /// For a part of a frame.
  init() {}

  init(kind: UInt8) {
    bytes.reserveCapacity(2048)
    bytes.append(contentsOf: [0, 0, 0, 0, Frame.version, kind])
  }

  mutating func number(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func text(_ text: String) {
    number(UInt32(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func texts(_ texts: [String]) {
    number(UInt32(clamping: texts.count))
    for text in texts { self.text(text) }
  }

  mutating func headers(_ headers: [AdapterHeader]) {
    number(UInt32(clamping: headers.count))
    for header in headers {
      text(header.name)
      text(header.value)
    }
  }

  mutating func semantics(_ semantics: WriteSemantics) {
    bytes.append(contentsOf: KnownSemantics.bytes(of: semantics))
  }

  mutating func body(_ body: JSON?) {
    bytes.append(body == nil ? 0 : 1)
    guard let body else { return }
    let place = bytes.count
    number(0)
    body.write(to: &bytes)
    patch(at: place)
  }

  mutating func finished() throws(FrameError) -> [UInt8] {
    guard bytes.count <= Frame.limit else { throw .tooLong(bytes.count) }
    patch(at: 0)
    return bytes
  }

  /// Writes, at `place`, how many bytes follow those four.
  private mutating func patch(at place: Int) {
    let count = UInt32(clamping: bytes.count - place - 4)
    for shift in 0..<4 { bytes[place + shift] = UInt8(truncatingIfNeeded: count >> (8 * UInt32(shift))) }
  }
}
