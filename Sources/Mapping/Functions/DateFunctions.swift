import JSON
import Text

extension FunctionTable {
  /// Functions of dates: texts like `2026-01-31T12:00:00.000Z`, or `2026-01-31` for the beginning of a day; all in UTC.
  static let dateFunctions: [Function] = [
    Function(
      "parseDate", [], [.text("text"), .datePattern], gives: .text,
      "The date that a text in that pattern is; nothing for what doesn't fit",
      example: ("parseDate(\"31.01.2026\", \"dd.MM.yyyy\")", "2026-01-31T00:00:00.000Z")
    ) { arguments in
      .text(arguments.text(0).flatMap { arguments.datePattern?.date(in: $0) }.map(\.description))
    },
    Function(
      "formatDate", [], [.text("date"), .datePattern], gives: .text,
      "The date as a text in that pattern; nothing for what is no date",
      example: ("formatDate(\"2026-01-31T12:00:00Z\", \"d MMM yyyy\")", "31 Jan 2026"),
      misuse: "Entra's FormatDateTime is formatDate(parseDate(text, \"…\"), \"…\")"
    ) { arguments in
      .text(arguments.text(0).flatMap(Timestamp.init(dayOrInstant:)).flatMap { arguments.datePattern?.text(of: $0) })
    },
    Function(
      "dateAdd", [], [.dateUnit, .number("count"), .text("date")], gives: .text,
      "The date so many years, months, weeks, days, hours, minutes or seconds later, or earlier; a day that a month "
        + "doesn't have becomes its last one. Entra's `yyyy`, `m`, `d`, `h`, `n` and `s` are units too",
      example: ("dateAdd(\"months\", 1, \"2026-01-31\")", "2026-02-28T00:00:00.000Z"),
      misuse: "the unit comes first: dateAdd(\"days\", 7, now())"
    ) { arguments in
      guard let date = arguments.text(2).flatMap(Timestamp.init(dayOrInstant:)), let count = arguments.integer(1) else {
        return .null
      }
      return .text(arguments.dateUnit?.adding(count, to: date)?.description)
    },
    Function(
      "now", ["Time.now"], [], gives: .text, "The time at which the mapping runs",
      example: ("formatDate(now(), \"yyyy\")", "2026")
    ) { .string($0.clock.description) },
  ]
}
