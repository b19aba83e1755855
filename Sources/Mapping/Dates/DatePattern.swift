import Text

/// How a date is written: letters that stand for its parts, everything else for itself; always in UTC.
struct DatePattern: Sendable {
  /// A part of a date.
  enum Part: String, Sendable, CaseIterable {
    case year = "yyyy"
    case shortYear = "yy"
    case monthName = "MMM"
    case month = "MM"
    case plainMonth = "M"
    case day = "dd"
    case plainDay = "d"
    case hour = "HH"
    case plainHour = "H"
    case halfHour = "hh"
    case plainHalfHour = "h"
    case minute = "mm"
    case second = "ss"
    case millisecond = "SSS"
    case half = "a"
    case offset = "XXX"
  }

  enum Piece: Sendable {
    case part(Part)
    case text([UInt8])
  }

  let pieces: [Piece]

  /// Reads a pattern like `dd.MM.yyyy HH:mm`; letters that mean themselves stand in `'…'`.
  init(parsing text: String) throws(Prepared.Problem) {
    var pieces: [Piece] = []
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      let start = at
      if bytes[at] == UInt8(ascii: "'") {
        pieces.append(.text(try Self.quoted(bytes, &at)))
      } else if Self.isLetter(bytes[at]) {
        while at < bytes.count, bytes[at] == bytes[start] { at += 1 }
        pieces.append(.part(try Self.part(bytes[start..<at], at: start)))
      } else {
        at += 1
        pieces.append(.text([bytes[start]]))
      }
    }
    guard pieces.contains(where: { if case .part = $0 { true } else { false } }) else {
      throw Prepared.Problem(message: "the pattern has no part of a date", range: 0..<bytes.count, fix: "yyyy-MM-dd")
    }
    self.pieces = pieces
  }

  /// `'…'`, in which two quotes are one; two alone are one, too.
  private static func quoted(_ bytes: [UInt8], _ at: inout Int) throws(Prepared.Problem) -> [UInt8] {
    let (start, quote) = (at, UInt8(ascii: "'"))
    var text: [UInt8] = []
    at += 1
    while at < bytes.count {
      let isDouble = bytes[at] == quote && at + 1 < bytes.count && bytes[at + 1] == quote && at > start + 1
      if bytes[at] == quote, !isDouble {
        at += 1
        return text.isEmpty ? [quote] : text
      }
      text.append(bytes[at])
      at += isDouble ? 2 : 1
    }
    throw Prepared.Problem(
      message: "the text that begins here isn't closed", range: start..<bytes.count, fix: "end it with '")
  }

  private static func part(_ letters: ArraySlice<UInt8>, at start: Int) throws(Prepared.Problem) -> Part {
    let word = String(decoding: letters, as: UTF8.self)
    if let part = Part(rawValue: word) { return part }
    let meant = ["YYYY": "yyyy", "YY": "yy", "DD": "dd", "D": "d", "tt": "a", "fff": "SSS", "zzz": "XXX", "Z": "XXX"][
      word]
    let known = Part.allCases.map(\.rawValue).joined(separator: " ")
    throw Prepared.Problem(
      message: "'\(word)' is not a part of a date", range: start..<start + letters.count,
      fix: meant.map { "did you mean \($0)?" } ?? "one of \(known); other letters stand in '…'")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) && byte < 0x80 }

  static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
