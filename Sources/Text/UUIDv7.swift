/// A time-ordered identifier (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits, in lower-case hex.
public struct UUIDv7: Hashable, Sendable, CustomStringConvertible {
  /// The 36 characters, lower case.
  public let description: String

  /// A new identifier for `time`.
  public init(at time: Timestamp = .now()) {
    var generator = SystemRandomNumberGenerator()
    self.init(at: time, using: &generator)
  }

  /// A new identifier for `time`, its random bits from `generator`.
  public init(at time: Timestamp, using generator: inout some RandomNumberGenerator) {
    let high = UInt64(truncatingIfNeeded: time.milliseconds) << 16 | 0x7000 | generator.next() & 0x0FFF
    let low = 0x8000_0000_0000_0000 | generator.next() & 0x3FFF_FFFF_FFFF_FFFF
    description = Self.text(high, low)
  }

  private static func text(_ high: UInt64, _ low: UInt64) -> String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      var at = 0
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
          buffer[at] = 0x2D
          at += 1
        }
        let word = digit < 16 ? high : low
        let nibble = UInt8(truncatingIfNeeded: word >> (60 - 4 * UInt64(digit % 16))) & 0xF
        buffer[at] = nibble < 10 ? 0x30 + nibble : 0x57 + nibble
        at += 1
      }
      return 36
    }
  }
}
