import Foundation

/// An instant in milliseconds since 1970 (UTC), written as RFC 3339 with milliseconds and `Z`.
public struct Timestamp: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public var milliseconds: Int64

  /// Makes an instant from milliseconds since 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The wall clock.
  public static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// `2026-01-31T12:00:00.000Z`; a year beyond 0000–9999 has a sign and six digits or more (ISO 8601).
  public var description: String {
    let (days, millis) = milliseconds.flooredDivision(by: 86_400_000)
    let date = CivilDate(daysSince1970: days)
    let second = millis / 1000
    // Every change writes some: digit by digit into the text's own storage.
    return written(date.year)
      + String(unsafeUninitializedCapacity: 20) { text in
        var writer = DigitWriter(text)
        writer.write("-", date.month, 2)
        writer.write("-", date.day, 2)
        writer.write("T", second / 3600, 2)
        writer.write(":", second / 60 % 60, 2)
        writer.write(":", second % 60, 2)
        writer.write(".", millis % 1000, 3)
        text[19] = UInt8(ascii: "Z")
        return 20
      }
  }

  /// Reads an RFC 3339 date-time (or the XML form without an offset, read as UTC), RFC 7643 §2.3.5.
  ///
  /// An instant that UTC puts outside of the years 0000 to 9999 isn't taken: it couldn't be written again.
  public init?(_ text: String) {
    guard let parsed = DateTimeReader(text).read() else { return nil }
    self = parsed
  }

  /// Reads an instant, or a day, `2026-01-31`, as its first instant in UTC: what people type.
  public init?(dayOrInstant text: String) {
    self.init(text.contains("T") ? text : text + "T00:00:00Z")
  }

  /// The earlier of two instants is the smaller.
  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }
}

private func written(_ year: Int64) -> String {
  guard year < 0 || year > 9999 else { return pad(year, 4) }
  return (year < 0 ? "-" : "+") + pad(abs(year), 6)
}

/// Writes marks and numbers of a fixed width.
private struct DigitWriter {
  private let text: UnsafeMutableBufferPointer<UInt8>
  private var at = 0

  init(_ text: UnsafeMutableBufferPointer<UInt8>) { self.text = text }

  mutating func write(_ mark: Unicode.Scalar, _ number: Int64, _ width: Int) {
    text[at] = UInt8(truncatingIfNeeded: mark.value)
    var rest = number
    for place in stride(from: at + width, to: at, by: -1) {
      text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    at += width + 1
  }
}

private func pad(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Reads `YYYY-MM-DDTHH:MM:SS[.f][Z|±HH:MM]`, byte by byte.
private struct DateTimeReader {
  private let bytes: [UInt8]
  private var at = 0

  private static let limit = 40
  private static let years: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

  /// One byte more than is taken is enough to refuse a text that is too long.
  init(_ text: String) { bytes = Array(text.utf8.prefix(Self.limit + 1)) }

  func read() -> Timestamp? {
    var reader = self
    guard bytes.count <= Self.limit, let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      (1...12).contains(month),
      reader.take("-"), let day = reader.number(2), (1...31).contains(day), reader.take("T") || reader.take("t"),
      let hour = reader.number(2), hour < 24, reader.take(":"), let minute = reader.number(2), minute < 60,
      reader.take(":"), let second = reader.number(2), second < 61,
      let millis = reader.fraction(), let offset = reader.offset(), reader.at == bytes.count
    else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    guard CivilDate(daysSince1970: date.daysSince1970).day == day else { return nil }
    let seconds = date.daysSince1970 * 86_400 + hour * 3600 + (minute - offset) * 60 + second
    return Self.years.contains(seconds) ? Timestamp(milliseconds: seconds * 1000 + millis) : nil
  }

  private mutating func number(_ width: Int) -> Int64? {
    guard at + width <= bytes.count else { return nil }
    var value: Int64 = 0
    for byte in bytes[at..<at + width] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    at += width
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(character.value) else { return false }
    at += 1
    return true
  }

  private mutating func fraction() -> Int64? {
    guard take(".") else { return 0 }
    var digits: [UInt8] = []
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 {
      digits.append(bytes[at] - 0x30)
      at += 1
    }
    guard !digits.isEmpty else { return nil }
    return (digits + [0, 0]).prefix(3).reduce(0) { $0 * 10 + Int64($1) }
  }

  /// Minutes east of UTC.
  private mutating func offset() -> Int64? {
    if at == bytes.count || take("Z") || take("z") { return 0 }
    let east = take("+")
    guard east || take("-"), let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60 else {
      return nil
    }
    return (east ? 1 : -1) * (hours * 60 + minutes)
  }
}
