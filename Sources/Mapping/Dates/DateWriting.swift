import Text

extension DatePattern {
  /// The instant as a text, in UTC.
  func text(of date: Timestamp) -> String {
    let (days, time) = date.daysAndTime
    let (day, seconds) = (CivilDate(daysSince1970: days), time / 1000)
    return pieces.map { piece in
      switch piece {
      case .text(let bytes): String(decoding: bytes, as: UTF8.self)
      case .part(let part): text(part, day, hour: seconds / 3600, seconds: seconds, milliseconds: time % 1000)
      }
    }.joined()
  }

  private func text(_ part: Part, _ date: CivilDate, hour: Int64, seconds: Int64, milliseconds: Int64) -> String {
    switch part {
    case .year: padded(date.year, 4)
    case .shortYear: padded(date.year % 100, 2)
    case .monthName: Self.months[Int(date.month) - 1]
    case .month: padded(date.month, 2)
    case .plainMonth: String(date.month)
    case .day: padded(date.day, 2)
    case .plainDay: String(date.day)
    case .hour: padded(hour, 2)
    case .plainHour: String(hour)
    case .halfHour: padded((hour + 11) % 12 + 1, 2)
    case .plainHalfHour: String((hour + 11) % 12 + 1)
    case .minute: padded(seconds / 60 % 60, 2)
    case .second: padded(seconds % 60, 2)
    case .millisecond: padded(milliseconds, 3)
    case .half: hour < 12 ? "AM" : "PM"
    case .offset: "Z"
    }
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
