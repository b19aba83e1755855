import Text

extension DatePattern {
  /// The instant that a text in this pattern is; what it doesn't say is the first: January, the 1st, midnight, UTC.
  func date(in text: String) -> Timestamp? {
    var reader = DateReader(text)
    for piece in pieces {
      switch piece {
      case .text(let bytes): guard reader.take(bytes) else { return nil }
      case .part(let part): guard reader.read(part) else { return nil }
      }
    }
    return reader.date
  }
}

/// Reads the parts of a date from left to right.
private struct DateReader {
  private let bytes: [UInt8]
  private var at = 0
  private var (year, month, day) = (Int64(1970), Int64(1), Int64(1))
  private var (hour, minute, second, millisecond) = (Int64(0), Int64(0), Int64(0), Int64(0))
  private var isAfternoon: Bool?
  private var offset: Int64 = 0

  /// A date is short: one byte more than is taken is enough to refuse it.
  init(_ text: String) { bytes = Array(text.utf8.prefix(129)) }

  mutating func take(_ text: [UInt8]) -> Bool {
    guard bytes[at...].starts(with: text) else { return false }
    at += text.count
    return true
  }

  mutating func read(_ part: DatePattern.Part) -> Bool {
    switch part {
    case .year: set(\.year, 4...4, in: 0...9999)
    case .shortYear: readShortYear()
    case .monthName: readMonthName()
    case .month: set(\.month, 2...2, in: 1...12)
    case .plainMonth: set(\.month, 1...2, in: 1...12)
    case .day: set(\.day, 2...2, in: 1...31)
    case .plainDay: set(\.day, 1...2, in: 1...31)
    case .hour: set(\.hour, 2...2, in: 0...23)
    case .plainHour: set(\.hour, 1...2, in: 0...23)
    case .halfHour: set(\.hour, 2...2, in: 1...12)
    case .plainHalfHour: set(\.hour, 1...2, in: 1...12)
    case .minute: set(\.minute, 2...2, in: 0...59)
    case .second: set(\.second, 2...2, in: 0...59)
    case .millisecond: set(\.millisecond, 3...3, in: 0...999)
    case .half: readHalf()
    case .offset: readOffset()
    }
  }

  /// The instant; nil when the text goes on, or there is no such day.
  var date: Timestamp? {
    guard at == bytes.count, day <= CivilDate.days(in: month, of: year) else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    let hour = isAfternoon.map { self.hour % 12 + ($0 ? 12 : 0) } ?? self.hour
    let seconds = days * 86_400 + hour * 3600 + (minute - offset) * 60 + second
    let instant = Timestamp(milliseconds: seconds * 1000 + millisecond)
    return Timestamp(instant.description)
  }

  private mutating func set(
    _ part: WritableKeyPath<DateReader, Int64>, _ width: ClosedRange<Int>, in values: ClosedRange<Int64>
  ) -> Bool {
    let digits = bytes[at...].prefix(width.upperBound).prefix { (0x30...0x39).contains($0) }
    let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
    guard digits.count >= width.lowerBound, values.contains(number) else { return false }
    self[keyPath: part] = number
    at += digits.count
    return true
  }

  /// Two digits mean 1970 to 2069.
  private mutating func readShortYear() -> Bool {
    guard set(\.year, 2...2, in: 0...99) else { return false }
    year += year < 70 ? 2000 : 1900
    return true
  }

  private mutating func readMonthName() -> Bool {
    let name = String(decoding: bytes[at...].prefix(3), as: UTF8.self).lowercased()
    guard let index = DatePattern.months.firstIndex(where: { $0.lowercased() == name }) else { return false }
    month = Int64(index) + 1
    at += 3
    return true
  }

  private mutating func readHalf() -> Bool {
    switch String(decoding: bytes[at...].prefix(2), as: UTF8.self).lowercased() {
    case "am": isAfternoon = false
    case "pm": isAfternoon = true
    default: return false
    }
    at += 2
    return true
  }

  private mutating func readOffset() -> Bool {
    if take([UInt8(ascii: "Z")]) { return true }
    let isEast = take([UInt8(ascii: "+")])
    guard isEast || take([UInt8(ascii: "-")]) else { return false }
    let (keptHour, keptMinute) = (hour, minute)
    defer { (hour, minute) = (keptHour, keptMinute) }
    guard set(\.hour, 2...2, in: 0...23), take([UInt8(ascii: ":")]), set(\.minute, 2...2, in: 0...59) else {
      return false
    }
    offset = (isEast ? 1 : -1) * (hour * 60 + minute)
    return true
  }
}
