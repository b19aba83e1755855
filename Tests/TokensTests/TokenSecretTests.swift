import Crypto
import Testing
import Tokens

@Suite("A token's text")
struct TokenSecretTests {
  @Test("dgms_, 43 characters of chance and 6 of a checksum: what secret scanners look for")
  func format() {
    // shows 7644-7.4-a
    for _ in 0..<200 {
      let text = TokenSecret().text
      #expect(text.wholeMatch(of: /dgms_[0-9A-Za-z]{49}/) != nil)
      #expect(TokenSecret(presented: text)?.text == text)
    }
  }

  @Test("No two are alike, and all digits of the alphabet occur")
  func chance() {
    let texts = (0..<500).map { _ in TokenSecret().text }
    #expect(Set(texts).count == 500)
    #expect(Set(texts.joined()).count >= 62)
  }

  @Test("The checksum is the CRC-32 of what stands before it, in base 62, the highest digit first")
  func checksum() {
    let body = "dgms_" + String(repeating: "0", count: 43)
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    var rest = Int(crc32(Array(body.utf8)))
    var digits = ""
    for _ in 0..<6 {
      digits = String(alphabet[rest % 62]) + digits
      rest /= 62
    }
    #expect(TokenSecret(presented: body + digits) != nil)
  }

  @Test("CRC-32 is the one of ISO 3309, by its check value")
  func check() {
    #expect(crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(crc32([]) == 0)
  }

  @Test("One changed character, one less or one more, another prefix, another alphabet: no token")
  func malformed() {
    let text = TokenSecret().text
    let last = text.last == "0" ? "1" : "0"
    let tenth = text.dropFirst(10).first == "a" ? "b" : "a"
    let wrong: [String] = [
      "", "dgms_", "\(text.dropLast())", "\(text)0", "\(text.dropLast())\(last)", "Dgms_\(text.dropFirst(5))",
      "\(text.prefix(10))\(tenth)\(text.dropFirst(11))", " \(text)", "\(text) ", "\(text.dropLast(2))\u{E9}",
      String(repeating: "0", count: 54),
    ]
    for presented in wrong { #expect(TokenSecret(presented: presented) == nil, "\(presented)") }
  }

  @Test("What is stored is the SHA-256 of the text")
  func digest() {
    // shows 7643-9.2-b 7644-7.7-a
    let secret = TokenSecret()
    #expect(secret.digest == sha256(Array(secret.text.utf8)))
    #expect(secret.digest.count == 32)
  }
}
