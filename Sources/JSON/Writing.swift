extension JSON: CustomStringConvertible {
  /// The value as compact JSON.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  /// The value as compact JSON in UTF-8.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(512)
    write(to: &out)
    return out
  }

  /// Appends the value as compact JSON in UTF-8.
  public func write(to out: inout [UInt8]) {
    switch self {
    case .null: out.append(contentsOf: "null".utf8)
    case .bool(let value): out.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let value): out.append(contentsOf: value.description.utf8)
    case .string(let value): writeString(value, to: &out)
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        element.write(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for index in members.indices {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        writeString(members[index].key, to: &out)
        out.append(UInt8(ascii: ":"))
        members[index].value.write(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  /// The value with a line for every member, two blanks to a level.
  public func pretty(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      return "[\n" + elements.map { inner + $0.pretty(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { "\(inner)\(JSON.string($0.key)): \($0.value.pretty(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return description
    }
  }

  /// The canonical form that is hashed: compact, members sorted by their names' bytes, one literal for
  /// equal numbers.
  public var canonical: JSON {
    switch self {
    case .array(let elements): .array(elements.map(\.canonical))
    case .object(let members):
      .object(JSONObject(distinct: members.sorted.map { JSONObject.Entry(key: $0.key, value: $0.value.canonical) }))
    case .number(let number): .number(number.canonical)
    default: self
    }
  }
}

private func writeString(_ text: String, to out: inout [UInt8]) {
  var text = text
  out.append(UInt8(ascii: "\""))
  text.withUTF8 { bytes in
    if bytes.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      out.append(contentsOf: bytes)
    } else {
      for byte in bytes { writeEscaped(byte, to: &out) }
    }
  }
  out.append(UInt8(ascii: "\""))
}

private func writeEscaped(_ byte: UInt8, to out: inout [UInt8]) {
  switch byte {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(contentsOf: [UInt8(ascii: "\\"), byte])
  case 0x0A: out.append(contentsOf: "\\n".utf8)
  case 0x0D: out.append(contentsOf: "\\r".utf8)
  case 0x09: out.append(contentsOf: "\\t".utf8)
  case 0..<0x20:
    let digits = Array("0123456789abcdef".utf8)
    out.append(contentsOf: "\\u00".utf8)
    out.append(contentsOf: [digits[Int(byte >> 4)], digits[Int(byte & 0xF)]])
  default: out.append(byte)
  }
}
