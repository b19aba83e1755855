import Text

/// Reads UTF-8 bytes into a value: one pass, bounded depth, duplicate names and U+0000 refused.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: JSONLimits
  private var at = 0

  /// The bytes must stay where they are for as long as it reads.
  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONError) -> JSON {
    skipSpace()
    let value = try value(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw error("something follows the JSON value") }
    return value
  }

  mutating func wholeNumber() throws(JSONError) -> JSONNumber {
    let number = try number()
    guard at == bytes.count else { throw error("something follows the number") }
    return number
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    guard at < bytes.count else { throw error("the JSON text ends too early") }
    switch bytes[at] {
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
    default: throw error("a JSON value is expected")
    }
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
    guard depth <= limits.depth else { throw error("nested deeper than \(limits.depth) levels") }
    at += 1
    var members: [JSONObject.Entry] = []
    members.reserveCapacity(8)
    var names = NameSet(ignoringCase: limits.namesIgnoreCase)
    skipSpace()
    if take(UInt8(ascii: "}")) { return JSONObject() }
    while true {
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw error("a member's name is expected") }
      let place = at
      let name = try string()
      guard names.insert(name, after: members) else {
        throw JSONError(offset: place, message: "a member's name occurs twice in one object")
      }
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("':' is expected after a member's name") }
      skipSpace()
      members.append(JSONObject.Entry(key: name, value: try value(depth: depth)))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "}")) else { throw error("',' or '}' is expected") }
      return JSONObject(distinct: members)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> [JSON] {
    guard depth <= limits.depth else { throw error("nested deeper than \(limits.depth) levels") }
    at += 1
    var elements: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return [] }
    while true {
      skipSpace()
      elements.append(try value(depth: depth))
      skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "]")) else { throw error("',' or ']' is expected") }
      return elements
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let length = text.utf8CodeUnitCount
    guard at + length <= bytes.count else { throw error("a JSON value is expected") }
    for offset in 0..<length where bytes[at + offset] != text.utf8Start[offset] {
      throw error("a JSON value is expected")
    }
    at += length
    return value
  }

  private mutating func number() throws(JSONError) -> JSONNumber {
    let start = at
    _ = take(UInt8(ascii: "-"))
    let zero = at < bytes.count && bytes[at] == 0x30
    guard digits() > 0 else { throw error("a digit is expected") }
    if zero, bytes[start...].prefix(at - start).filter({ $0 != UInt8(ascii: "-") }).count > 1 {
      throw JSONError(offset: start, message: "a number may not begin with 0")
    }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      guard digits() > 0 else { throw error("a digit is expected") }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      at += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() > 0 else { throw error("a digit is expected") }
    }
    guard at - start <= JSONNumber.longest else {
      throw JSONError(offset: start, message: "a number has more than \(JSONNumber.longest) characters")
    }
    return JSONNumber(checked: String(decoding: bytes[start..<at], as: UTF8.self), isInteger: isInteger)
  }

  private mutating func digits() -> Int {
    let start = at
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
    return at - start
  }

  private mutating func string() throws(JSONError) -> String {
    at += 1
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        defer { at += 1 }
        return try text(UnsafeBufferPointer(rebasing: bytes[start..<at]), from: start)
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard byte >= 0x20 else { throw error("a control character stands in a string; write it as \\u00XX") }
      at += 1
    }
    throw error("a string isn't closed")
  }

  private mutating func escapedString(from start: Int) throws(JSONError) -> String {
    var buffer = Array(bytes[start..<at])
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        return try buffer.withUnsafeBufferPointer { buffer throws(JSONError) in try text(buffer, from: start) }
      case UInt8(ascii: "\\"): try escape(into: &buffer)
      case 0..<0x20: throw error("a control character stands in a string; write it as \\u00XX")
      default: buffer.append(byte)
      }
    }
    throw error("a string isn't closed")
  }

  private mutating func escape(into buffer: inout [UInt8]) throws(JSONError) {
    guard at < bytes.count else { throw error("a string isn't closed") }
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(0x0A)
    case UInt8(ascii: "r"): buffer.append(0x0D)
    case UInt8(ascii: "t"): buffer.append(0x09)
    case UInt8(ascii: "u"): try append(scalar(), to: &buffer)
    default: throw error("an unknown escape stands in a string")
    }
  }

  private func append(_ scalar: Unicode.Scalar, to buffer: inout [UInt8]) {
    buffer.append(contentsOf: Unicode.UTF8.encode(scalar).map(Array.init) ?? [])
  }

  private mutating func scalar() throws(JSONError) -> Unicode.Scalar {
    let high = try hex4()
    if let scalar = Unicode.Scalar(high) {
      guard scalar.value != 0 else { throw error("U+0000 isn't taken") }
      return scalar
    }
    guard high < 0xDC00, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
    else { throw error("a surrogate stands alone") }
    at += 2
    let low = try hex4()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw error("a surrogate stands alone") }
    return scalar
  }

  private mutating func hex4() throws(JSONError) -> UInt32 {
    guard at + 4 <= bytes.count else { throw error("four hex digits are expected") }
    var value: UInt32 = 0
    for byte in bytes[at..<at + 4] {
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
      case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
      default: throw error("four hex digits are expected")
      }
    }
    at += 4
    return value
  }

  private func text(_ part: UnsafeBufferPointer<UInt8>, from start: Int) throws(JSONError) -> String {
    guard let text = String(utf8: part) else {
      throw JSONError(offset: start, message: "a string isn't valid UTF-8")
    }
    return text
  }

  private mutating func skipSpace() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 { at += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private func error(_ message: String) -> JSONError { JSONError(offset: at, message: message) }
}
