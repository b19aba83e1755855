import Diagnostics

/// Finds characters that no text file holds, and makes bytes of the same length and shape without them.
struct CharacterCheck {
  private(set) var findings: [Diagnostic] = []
  private(set) var bytes: [UInt8]

  init(_ source: SourceText) {
    bytes = Array(source.text.utf8)
    var offset = 0
    for scalar in source.text.unicodeScalars {
      let width = UTF8.width(scalar)
      defer { offset += width }
      guard scalar.isForbiddenInFile, offset > 0 || scalar.value != 0xFEFF else { continue }
      bytes.replaceSubrange(offset..<offset + width, with: filler(width))
      guard findings.count < YAMLLimits.findings else { continue }
      let range = source.range(offsets: offset..<offset + width)
      findings.append(source.diagnostic("\(scalar.name) can't stand in a file", at: range, fix: "remove it"))
    }
  }

  private func filler(_ width: Int) -> [UInt8] {
    switch width {
    case 1: [0x20]
    case 2: [0xC2, 0xA0]
    default: [0xEF, 0xBF, 0xBD]
    }
  }
}

extension Unicode.Scalar {
  /// Control characters but TAB, LF and CR, and what libyaml takes for a line break although no editor shows one.
  fileprivate var isForbiddenInFile: Bool {
    isForbiddenInText || value == 0x2028 || value == 0x2029 || value == 0xFEFF || value == 0xFFFE || value == 0xFFFF
  }

  /// Control characters but TAB, LF and CR.
  var isForbiddenInText: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }

  /// `U+0000`, with a word for those that people know.
  var name: String {
    let digits = String(value, radix: 16, uppercase: true)
    let notation = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch value {
    case 0x2028, 0x2029: return "\(notation) (an invisible line break)"
    case 0xFEFF: return "\(notation) (a byte order mark)"
    default: return notation
    }
  }
}
