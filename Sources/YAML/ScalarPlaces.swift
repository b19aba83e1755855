import Diagnostics

/// For each byte of a scalar's value the byte of the file that it comes from, and one more for the value's end.
struct ScalarPlaces {
  private(set) var offsets: [Int] = []
  private let bytes: [UInt8]
  private let start: Int

  /// Nil where the value can't be followed through the file: `>` blocks, and texts over several lines.
  init?(_ node: YAMLNode, in source: SourceText) {
    guard case .scalar(let text, let style) = node.content, node.range.file == source.file else { return nil }
    let value = Array(text.utf8)
    start = node.range.start.offset
    bytes = Array(source.slice(start..<max(start, node.range.end.offset)).utf8)
    switch style {
    case .plain:
      guard bytes == value else { return nil }
      offsets = (0...value.count).map { start + $0 }
    case .singleQuoted: readSingleQuoted()
    case .doubleQuoted: readDoubleQuoted()
    case .literal: readLiteral(value)
    case .folded: return nil
    }
    guard offsets.count == value.count + 1 else { return nil }
  }

  private mutating func readSingleQuoted() {
    var at = 1
    while at < bytes.count - 1, bytes[at] != 0x0A, bytes[at] != 0x0D {
      offsets.append(start + at)
      at += bytes[at] == UInt8(ascii: "'") ? 2 : 1
    }
    offsets.append(start + at)
  }

  private mutating func readDoubleQuoted() {
    var at = 1
    while at < bytes.count - 1, bytes[at] != 0x0A, bytes[at] != 0x0D {
      let (length, width) = bytes[at] == UInt8(ascii: "\\") ? escape(at) : (1, 1)
      offsets += repeatElement(start + at, count: width)
      at += length
    }
    offsets.append(start + at)
  }

  /// How many bytes an escape has in the file, and how many its character has in UTF-8.
  private func escape(_ at: Int) -> (length: Int, width: Int) {
    switch bytes[at + 1] {
    case UInt8(ascii: "N"), UInt8(ascii: "_"): (2, 2)
    case UInt8(ascii: "L"), UInt8(ascii: "P"): (2, 3)
    case UInt8(ascii: "x"): (4, width(at + 2, 2))
    case UInt8(ascii: "u"): (6, width(at + 2, 4))
    case UInt8(ascii: "U"): (10, width(at + 2, 8))
    default: (2, 1)
    }
  }

  private func width(_ at: Int, _ digits: Int) -> Int {
    let text = String(decoding: bytes.dropFirst(at).prefix(digits), as: UTF8.self)
    return UInt32(text, radix: 16).flatMap(Unicode.Scalar.init).map { UTF8.width($0) } ?? 1
  }

  /// Lines of the value and of the block correspond one to one; the file's are indented.
  private mutating func readLiteral(_ value: [UInt8]) {
    var at = lineAfter(lineEnd(0))
    for line in value.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let end = lineEnd(at)
      let from = end - line.count
      if from >= at, bytes[from..<end].elementsEqual(line), bytes[at..<from].allSatisfy({ $0 == 0x20 }) {
        offsets += (0...line.count).map { start + from + $0 }
      } else {
        // Only the end of the value, after its last line break, may stand on another block's line.
        guard line.isEmpty else { return offsets = [] }
        offsets.append(start + at)
      }
      at = lineAfter(end)
    }
  }

  /// Where the line begins that follows a line's end.
  private func lineAfter(_ end: Int) -> Int {
    let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
    return min(end + (isPair ? 2 : 1), bytes.count)
  }

  /// Where the line that `at` belongs to ends.
  private func lineEnd(_ at: Int) -> Int {
    guard at < bytes.count else { return bytes.count }
    return bytes[at...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
  }
}
