internal import Foundation

/// The value of a mail's header field (RFC 5322): one line whatever it holds, folded, other than ASCII as RFC 2047 has it.
enum HeaderText {
  /// Octets of an encoded word's text: 45 make 60 in Base64, 75 with what stands around them is the limit.
  private static let chunk = 42

  /// An unstructured value, a subject.
  static func unstructured(_ text: String) -> String {
    let line = oneLine(text)
    guard line.utf8.count > 60 || !isPlain(line) || line.contains("=?") else { return line }
    return encoded(line)
  }

  /// A mailbox with its name, quoted or encoded.
  static func mailbox(_ mailbox: Mailbox) -> String {
    guard let name = mailbox.name.map(oneLine), !name.isEmpty else { return mailbox.address }
    guard isPlain(name), name.utf8.count <= 60, !name.contains("=?") else {
      return "\(encoded(name))\n <\(mailbox.address)>"
    }
    let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(quoted)\" <\(mailbox.address)>"
  }

  /// Line breaks and other control characters become blanks: no value begins a header of its own.
  static func oneLine(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || [0x2028, 0x2029].contains(scalar.value)
        ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars)).trimmingCharacters(in: .whitespaces)
  }

  private static func isPlain(_ text: String) -> Bool { text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } }

  /// Encoded words, none of which cuts a character in two.
  private static func encoded(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if (words.last?.count ?? 0) + bytes.count > chunk { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\n ")
  }
}
