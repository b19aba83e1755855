import Diagnostics

/// How a text's bytes, characters, lines and columns belong together; lines end with LF, CR LF or CR.
struct LineTable: Sendable {
  private struct Line: Sendable {
    var offset: Int
    var scalar: Int
    var end: Int
  }

  private var lines: [Line]
  /// The byte of each scalar; nil where they are the same, in ASCII.
  private var offsets: [Int32]?
  private let byteCount: Int

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { LineTable(bytes: $0) }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) {
    byteCount = bytes.count
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    let hasMark = bytes.starts(with: byteOrderMark)
    lines = [Line(offset: hasMark ? 3 : 0, scalar: hasMark ? 1 : 0, end: bytes.count)]
    var offsets: [Int32] = []
    var scalars = 0
    for (at, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      if !isASCII { offsets.append(Int32(truncatingIfNeeded: at)) }
      scalars += 1
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      guard byte == 0x0A || byte == 0x0D && next != 0x0A else { continue }
      lines[lines.count - 1].end = byte == 0x0A && at > 0 && bytes[at - 1] == 0x0D ? at - 1 : at
      lines.append(Line(offset: at + 1, scalar: scalars, end: bytes.count))
    }
    self.offsets = isASCII ? nil : offsets
  }

  /// The mark of the character with that number, from 0; the text's end beyond the last.
  func mark(scalar: Int) -> SourceMark {
    let scalar = max(0, scalar)
    let offset = offsets.map { scalar < $0.count ? Int($0[scalar]) : byteCount } ?? min(scalar, byteCount)
    return mark(offset: offset)
  }

  /// The mark of the character that holds the byte at `offset`.
  func mark(offset: Int) -> SourceMark {
    let offset = min(max(0, offset), byteCount)
    let number = max(1, lines.partitionPoint { $0.offset <= offset })
    let scalar = offsets.map { places in
      offset == byteCount ? places.count : places.partitionPoint { $0 <= offset } - 1
    }
    let column = (scalar ?? offset) - lines[number - 1].scalar + 1
    return SourceMark(offset: offset, line: number, column: max(1, column))
  }

  /// The bytes of a line, from 1, without its line break.
  func bytes(ofLine number: Int) -> Range<Int>? {
    guard number >= 1, number <= lines.count else { return nil }
    let line = lines[number - 1]
    return line.offset..<max(line.offset, line.end)
  }
}

let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

extension Array {
  /// How many elements at the front fulfil `belongs`, which holds up to some place and nowhere after.
  fileprivate func partitionPoint(_ belongs: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if belongs(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
