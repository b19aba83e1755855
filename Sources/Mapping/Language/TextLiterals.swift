extension Tokenizer {
  /// A text in double quotes; `\"`, `\\`, `\n` and `\t` are its escapes.
  mutating func text() throws(ExpressionProblem) -> String {
    let start = at
    at += 1
    var out: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: out, as: UTF8.self)
      case UInt8(ascii: "\\"): out.append(try escape())
      default: out.append(byte)
      }
    }
    throw ExpressionProblem(
      "the text that begins here isn't closed", at: start..<bytes.count, fix: "end it with '\"'", isCut: true)
  }

  private mutating func escape() throws(ExpressionProblem) -> UInt8 {
    let escapes: [UInt8: UInt8] = [0x22: 0x22, 0x5C: 0x5C, 0x6E: 0x0A, 0x74: 0x09]
    guard at < bytes.count, let byte = escapes[bytes[at]] else {
      throw ExpressionProblem(
        "'\\' begins an escape: \\\" \\\\ \\n \\t", at: at - 1..<min(at + 1, bytes.count),
        fix: "write \\\\ for the character itself")
    }
    at += 1
    return byte
  }
}
