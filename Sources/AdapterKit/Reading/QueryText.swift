/// A request's query as written, its parameters kept raw until one is asked for or changed (RFC 3986 §3.4).
struct QueryText: Hashable {
  private var parts: [Substring]

  init(_ raw: String) {
    parts = raw.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).map(Substring.init)
  }

  /// The query, unchanged parameters as they were written.
  var text: String { parts.joined(separator: "&") }

  /// The decoded value of a parameter: `+` is a blank, `%2B` a plus; nil when it is missing or badly encoded.
  subscript(name: String) -> String? {
    get { place(of: name).flatMap { Self.decoded(parts[$0].utf8.dropFirst(name.utf8.count + 1)) } }
    set {
      guard let newValue, let place = place(of: name) else { return }
      parts[place] = "\(name)=\(Self.encoded(newValue))"
    }
  }

  private func place(of name: String) -> Int? {
    parts.firstIndex { part in
      part.utf8.starts(with: name.utf8) && part.utf8.dropFirst(name.utf8.count).first == UInt8(ascii: "=")
    }
  }

  private static func decoded(_ raw: Substring.UTF8View) -> String? {
    var (out, escape): ([UInt8], [UInt8]) = ([], [])
    out.reserveCapacity(raw.count)
    var pending = 0
    for byte in raw {
      if pending > 0 {
        guard let digit = hexValue(byte) else { return nil }
        escape.append(digit)
        pending -= 1
        if pending == 0 { out.append(escape[0] << 4 | escape[1]) }
      } else if byte == UInt8(ascii: "%") {
        (pending, escape) = (2, [])
      } else {
        out.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return pending == 0 ? String(validating: out, as: UTF8.self) : nil
  }

  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: out.append(byte)
      default: out.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
