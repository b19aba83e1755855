import Crypto
import Testing

@Suite struct CryptoTests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func sha256HasTheVectorsOfFIPS180(text: String, digest: String) {
    #expect(hex(sha256(Array(text.utf8))) == digest)
  }

  @Test func sha256OfAMillionBytes() {
    let digest = sha256([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(hex(digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// RFC 4231, test cases 1, 2 and 6; and an empty key with an empty message.
  @Test(arguments: [
    (
      [UInt8](repeating: 0x0B, count: 20), "Hi There",
      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    ),
    (
      Array("Jefe".utf8), "what do ya want for nothing?",
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    ),
    (
      [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
    ([], "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
  ])
  func hmacHasTheVectorsOfRFC4231(key: [UInt8], message: String, code: String) {
    #expect(hex(hmacSHA256(key: key, message: Array(message.utf8))) == code)
  }

  @Test func comparesWithoutTiming() {
    #expect(constantTimeEqual([], []))
    #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
    #expect(!constantTimeEqual([1, 2, 3], [1, 2]))
    #expect(!constantTimeEqual([], [0]))
  }

  @Test(arguments: [0, 1, 7, 8, 9, 32, 1001])
  func randomBytesAreAsManyAsAsked(count: Int) {
    #expect(randomBytes(count).count == count)
  }

  @Test func randomBytesDiffer() {
    let drawn = Set((0..<1000).map { _ in randomBytes(16) })
    #expect(drawn.count == 1000)
    #expect(Set(randomBytes(10_000)).count == 256)
  }

  @Test(arguments: [("", 0), ("123456789", 0xCBF4_3926), ("The quick brown fox jumps over the lazy dog", 0x414F_A339)])
  func crc32HasItsCheckValue(text: String, sum: UInt32) {
    #expect(crc32(Array(text.utf8)) == sum)
  }

  @Test func spellsHex() {
    #expect(hex([]) == "")
    #expect(hex([0x00, 0x0F, 0xA5, 0xFF]) == "000fa5ff")
  }

  @Test func spellsBase62() {
    #expect(base62(UInt32(0)) == "000000")
    #expect(base62(UInt32(61)) == "00000z")
    #expect(base62(UInt32(62)) == "000010")
    #expect(base62(UInt32.max) == "4gfFC3")
    #expect(base62([]) == "")
    #expect(base62([0xFF]) == "47")
  }

  @Test func base62OfOneLengthIsOneLengthAndTellsAllApart() {
    let spelled = (0..<65_536).map { base62([UInt8($0 >> 8), UInt8($0 & 0xFF)]) }
    #expect(Set(spelled).count == 65_536)
    #expect(spelled.allSatisfy { $0.utf8.count == 3 })
    #expect(base62([UInt8](repeating: 0xFF, count: 32)).utf8.count == 43)
    #expect(base62([UInt8](repeating: 0, count: 32)) == String(repeating: "0", count: 43))
  }
}
