import Diagnostics
import Text

/// What is counted when something is added to a date.
enum DateUnit: Sendable {
  case years
  case months
  /// Weeks, days, hours, minutes or seconds: so many milliseconds.
  case milliseconds(Int64)

  private static let names: [(names: [String], unit: DateUnit)] = [
    (["years", "year", "yyyy"], .years), (["months", "month", "m"], .months),
    (["weeks", "week", "ww"], .milliseconds(604_800_000)), (["days", "day", "d"], .milliseconds(86_400_000)),
    (["hours", "hour", "h"], .milliseconds(3_600_000)), (["minutes", "minute", "n"], .milliseconds(60_000)),
    (["seconds", "second", "s"], .milliseconds(1000)),
  ]

  init(parsing text: String) throws(Prepared.Problem) {
    let name = text.lowercased()
    guard let unit = Self.names.first(where: { $0.names.contains(name) })?.unit else {
      let known = Self.names.map { $0.names[0] }
      let near = suggestion(for: text, among: known).map { "did you mean \"\($0)\"?" }
      throw Prepared.Problem(
        message: "'\(text)' is not a unit of time", range: 0..<text.utf8.count,
        fix: near ?? "one of \(known.joined(separator: ", "))")
    }
    self = unit
  }

  /// The instant so many units later; nil beyond the years 0000 to 9999.
  func adding(_ count: Int, to date: Timestamp) -> Timestamp? {
    switch self {
    case .years: return date.adding(months: count.multipliedReportingOverflow(by: 12))
    case .months: return date.adding(months: (count, false))
    case .milliseconds(let unit):
      let (product, tooMuch) = Int64(count).multipliedReportingOverflow(by: unit)
      let (sum, tooLate) = date.milliseconds.addingReportingOverflow(product)
      return tooMuch || tooLate ? nil : Timestamp(milliseconds: sum).writable
    }
  }
}

extension Timestamp {
  fileprivate func adding(months: (partialValue: Int, overflow: Bool)) -> Timestamp? {
    let (days, time) = daysAndTime
    let day = CivilDate(daysSince1970: days)
    guard !months.overflow, (-200_000...200_000).contains(months.partialValue) else { return nil }
    let month = Int64(months.partialValue) + day.year * 12 + day.month - 1
    let (year, ofYear) = (month / 12, month % 12 + 1)
    guard month >= 0, year <= 9999 else { return nil }
    let last = CivilDate.days(in: ofYear, of: year)
    let target = CivilDate(year: year, month: ofYear, day: min(day.day, last))
    return Timestamp(milliseconds: target.daysSince1970 * 86_400_000 + time).writable
  }

  /// Nil when it can't be written with a year of four digits.
  fileprivate var writable: Timestamp? {
    Timestamp(description) == nil ? nil : self
  }

  /// Days since 1970, and the milliseconds of the day.
  var daysAndTime: (days: Int64, time: Int64) {
    let days = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds + 1) / 86_400_000 - 1
    return (days, milliseconds - days * 86_400_000)
  }
}

extension CivilDate {
  /// How many days a month has.
  static func days(in month: Int64, of year: Int64) -> Int64 {
    let next =
      month == 12 ? CivilDate(year: year + 1, month: 1, day: 1) : CivilDate(year: year, month: month + 1, day: 1)
    return next.daysSince1970 - CivilDate(year: year, month: month, day: 1).daysSince1970
  }
}
