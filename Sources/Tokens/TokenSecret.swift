internal import Crypto

/// A SCIM bearer token in clear: `dgms_`, 43 random base-62 characters (256 bits), 6 of a checksum.
///
/// Secret scanners find it by `\bdgms_[0-9A-Za-z]{49}\b`; the checksum lets noise be dropped unread and proves nothing.
public struct TokenSecret: Sendable {
  /// What every token begins with.
  public static let prefix = "dgms_"

  /// The text that is typed into the IdP, shown once.
  public let text: String

  /// Draws a new secret.
  public init() {
    var generator = SystemRandomNumberGenerator()
    let random = (0..<43).map { _ in Base62.alphabet[Int.random(in: 0..<62, using: &generator)] }
    let body = Self.prefix + String(decoding: random, as: UTF8.self)
    text = body + Self.checksum(of: body)
  }

  /// Reads a presented token; nil when form or checksum is off.
  public init?(presented: String) {
    guard presented.utf8.count == Self.prefix.utf8.count + 49, presented.hasPrefix(Self.prefix),
      presented.utf8.dropFirst(Self.prefix.utf8.count).allSatisfy(Base62.contains)
    else { return nil }
    let body = String(presented.dropLast(6))
    guard Self.checksum(of: body) == presented.suffix(6) else { return nil }
    text = presented
  }

  /// The text with whatever looks like a token blotted out.
  public static func redacted(_ text: String) -> String {
    guard text.hasToken else { return text }
    return text.replacing(#/dgms_[0-9A-Za-z]+/#, with: "\(prefix)…")
  }

  /// The 32 bytes that are stored in place of the secret: its SHA-256.
  public var digest: [UInt8] { sha256(Array(text.utf8)) }

  private static func checksum(of body: String) -> String {
    var rest = UInt64(crc32(Array(body.utf8)))
    var digits: [UInt8] = []
    for _ in 0..<6 {
      digits.append(Base62.alphabet[Int(rest % 62)])
      rest /= 62
    }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }
}

extension String {
  /// Whether `dgms_` occurs; a search by characters would take longer than the rest of the line.
  fileprivate var hasToken: Bool {
    var text = self
    return text.withUTF8 { text in
      guard text.count >= 5 else { return false }
      for at in 4..<text.count where text[at] == UInt8(ascii: "_") {
        let word = UnsafeBufferPointer(rebasing: text[(at - 4)..<at])
        if word[0] == UInt8(ascii: "d"), word[1] == UInt8(ascii: "g"), word[2] == UInt8(ascii: "m"),
          word[3] == UInt8(ascii: "s")
        {
          return true
        }
      }
      return false
    }
  }
}

/// The digits 0–9, A–Z, a–z.
enum Base62 {
  static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  static func contains(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
