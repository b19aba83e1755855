/// Undoes percent-encoding (RFC 3986 §2.1); nil for a broken escape, U+0000 or what isn't UTF-8.
func percentDecoded(_ text: Substring, plusIsSpace: Bool) -> String? {
  // Nearly every text stands for itself; what may stand in a target is ASCII.
  let isPlain = text.utf8.allSatisfy { $0 != 0x25 && !($0 == 0x2B && plusIsSpace) && $0 != 0 && $0 < 0x80 }
  if isPlain { return String(text) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  var rest = text.utf8.makeIterator()
  while let byte = rest.next() {
    guard let decoded = decode(byte, &rest, plusIsSpace), decoded != 0 else { return nil }
    bytes.append(decoded)
  }
  return String(validating: bytes, as: UTF8.self)
}

private func decode(_ byte: UInt8, _ rest: inout Substring.UTF8View.Iterator, _ plusIsSpace: Bool) -> UInt8? {
  if byte == 0x2B, plusIsSpace { return 0x20 }
  guard byte == 0x25 else { return byte }
  guard let high = rest.next().flatMap(hexValue), let low = rest.next().flatMap(hexValue) else { return nil }
  return high << 4 | low
}
