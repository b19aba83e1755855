/// What the manual says about dates.
enum DateDocumentation {
  static let text =
    """
    A date is a text like `2026-01-31T12:00:00.000Z`, or `2026-01-31` for the beginning of that day; everything is in UTC.
    What is written otherwise is read with a pattern of these letters; other characters stand for themselves, letters in
    `'…'`.

    | letters | stand for |
    | --- | --- |
    \(rows)
    """

  private static let rows = DatePattern.Part.allCases.map { "| `\($0.rawValue)` | \($0.meaning) |" }
    .joined(separator: "\n")
}

extension DatePattern.Part {
  fileprivate var meaning: String {
    switch self {
    case .year: "the year in four digits"
    case .shortYear: "the year in two digits, 1970 to 2069"
    case .monthName: "the month's English name in three letters: Jan"
    case .month: "the month in two digits"
    case .plainMonth: "the month: 1"
    case .day: "the day of the month in two digits"
    case .plainDay: "the day of the month: 1"
    case .hour: "the hour in two digits, 00 to 23"
    case .plainHour: "the hour, 0 to 23"
    case .halfHour: "the hour in two digits, 01 to 12"
    case .plainHalfHour: "the hour, 1 to 12"
    case .minute: "the minute in two digits"
    case .second: "the second in two digits"
    case .millisecond: "the millisecond in three digits"
    case .half: "AM or PM"
    case .offset: "how far the time is from UTC: Z or +02:00"
    }
  }
}
