import Foundation

/// A request's query as written, its parameters kept raw until one is asked for or changed (RFC 3986 §3.4).
struct QueryText: Hashable {
  private var parts: [String]

  init(_ raw: String) { parts = raw.isEmpty ? [] : raw.components(separatedBy: "&") }

  /// The query, unchanged parameters as they were written.
  var text: String { parts.joined(separator: "&") }

  /// The decoded value of a parameter: `+` is a blank, `%2B` a plus; nil when it is missing or badly encoded.
  subscript(name: String) -> String? {
    get { place(of: name).flatMap { Self.decoded(parts[$0].dropFirst(name.utf8.count + 1)) } }
    set {
      guard let newValue, let place = place(of: name) else { return }
      parts[place] = "\(name)=\(Self.encoded(newValue))"
    }
  }

  private func place(of name: String) -> Int? {
    parts.firstIndex { $0.hasPrefix(name + "=") }
  }

  static func decoded(_ raw: Substring) -> String? {
    raw.utf8.allSatisfy { $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") }
      ? String(raw) : raw.replacingOccurrences(of: "+", with: " ").removingPercentEncoding
  }

  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        out.append(byte)
      default: out.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
