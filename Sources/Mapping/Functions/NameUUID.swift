/// UUIDs made of names (version 5, RFC 9562 §5.5).
enum NameUUID {
  /// The namespace of names in the DNS (RFC 9562 §6.6).
  static let dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

  /// The UUID of a name; nil when the namespace isn't a UUID.
  static func text(of name: String, in namespace: String) -> String? {
    guard let space = bytes(namespace) else { return nil }
    var digest = Array(SHA1.digest(of: space + Array(name.utf8)).prefix(16))
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    let hex = digest.map { (byte: UInt8) in String(byte >> 4, radix: 16) + String(byte & 0x0F, radix: 16) }
    return [hex[0..<4], hex[4..<6], hex[6..<8], hex[8..<10], hex[10..<16]].map { $0.joined() }.joined(separator: "-")
  }

  private static func bytes(_ uuid: String) -> [UInt8]? {
    let digits = Array(uuid.utf8.filter { $0 != UInt8(ascii: "-") })
    guard digits.count == 32, uuid.utf8.count == 36 || uuid.utf8.count == 32 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 32, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

/// SHA-1 (RFC 3174), for names alone: nothing is kept secret by it. The modules up to here have no library for it.
private enum SHA1 {
  static func digest(of message: [UInt8]) -> [UInt8] {
    var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    let padded = padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) { mix(padded[start..<start + 64], into: &state) }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  private static func padded(_ message: [UInt8]) -> [UInt8] {
    let bits = UInt64(message.count) * 8
    let zeros = (119 - message.count % 64) % 64
    return message + [0x80] + [UInt8](repeating: 0, count: zeros)
      + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { at in
      block[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<80 {
      words.append(rotated(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], 1))
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let next = rotated(a, 5) &+ choice(index, b, c, d) &+ e &+ constants[index / 20] &+ words[index]
      (a, b, c, d, e) = (next, a, rotated(b, 30), c, d)
    }
    for (index, value) in [a, b, c, d, e].enumerated() { state[index] &+= value }
  }

  private static let constants: [UInt32] = [0x5A82_7999, 0x6ED9_EBA1, 0x8F1B_BCDC, 0xCA62_C1D6]

  private static func choice(_ round: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32) -> UInt32 {
    switch round / 20 {
    case 0: b & c | ~b & d
    case 2: b & c | b & d | c & d
    default: b ^ c ^ d
    }
  }

  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }
}
