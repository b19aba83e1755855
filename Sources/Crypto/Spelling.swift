/// `bytes` in lower-case hex, two digits each.
/// - Complexity: O(n), one allocation: each audit entry spells dozens of digests.
public func hex(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
    var at = 0
    for byte in bytes {
      text[at] = hexDigit(byte >> 4)
      text[at + 1] = hexDigit(byte & 0xF)
      at += 2
    }
    return at
  }
}

private func hexDigit(_ nibble: UInt8) -> UInt8 {
  nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
}

/// `bytes`, read as one big-endian number, in base 62 (`0-9A-Za-z`): as many digits as the largest of that length needs.
/// - Complexity: O(n²).
public func base62(_ bytes: [UInt8]) -> String {
  var number = bytes
  let digits = (0..<base62Width(of: bytes.count)).map { _ in alphabet[divide(&number)] }
  return String(decoding: digits.reversed(), as: UTF8.self)
}

/// `number` in base 62, always six digits.
public func base62(_ number: UInt32) -> String {
  base62((0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) })
}

private let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

/// The digits that `count` bytes need: the divisions that make the largest number 0.
private func base62Width(of count: Int) -> Int {
  var largest = [UInt8](repeating: 0xFF, count: count)
  var width = 0
  while largest.contains(where: { $0 != 0 }) {
    _ = divide(&largest)
    width += 1
  }
  return width
}

/// Divides a big-endian number by 62 in place and returns the remainder.
private func divide(_ number: inout [UInt8]) -> Int {
  var remainder = 0
  for index in number.indices {
    let value = remainder << 8 | Int(number[index])
    number[index] = UInt8(truncatingIfNeeded: value / 62)
    remainder = value % 62
  }
  return remainder
}
