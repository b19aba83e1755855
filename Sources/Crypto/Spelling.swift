/// `bytes` in lower-case hex, two digits each.
public func hex(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
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
