import Foundation
import Testing
import Text

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.001Z", 1), ("1969-12-31T23:59:59.999Z", -1),
      ("2000-02-29T12:00:00Z", 951_825_600_000), ("2026-01-31T12:00:00.000Z", 1_769_860_800_000),
      ("2026-01-31t12:00:00z", 1_769_860_800_000), ("2026-01-31T12:00:00", 1_769_860_800_000),
      ("2026-01-31T13:30:00+01:30", 1_769_860_800_000), ("2026-01-31T00:00:00-12:00", 1_769_860_800_000),
      ("2026-01-31T12:00:00-00:00", 1_769_860_800_000), ("2026-01-31T12:00:00.1239999Z", 1_769_860_800_123),
      ("2026-01-31T12:00:00.5Z", 1_769_860_800_500), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
      ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("0000-02-29T00:00:00Z", -62_162_121_600_000),
    ] as [(String, Int64)])
  func reads(text: String, milliseconds: Int64) {
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026", "2026-01-31", "2026-01-31T12:00", "2026-01-31 12:00:00Z", "2026-1-31T12:00:00Z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z", "2026-04-31T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z",
    "2026-01-31T12:00:61Z",
    "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00+0100", "2026-01-31T12:00:00+01", "2026-01-31T12:00:00+24:00",
    "2026-01-31T12:00:00+01:60", "2026-01-31T12:00:00ZZ", " 2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z ",
    "+026-01-31T12:00:00Z", "-2026-01-31T12:00:00Z", "12026-01-31T12:00:00Z", "２026-01-31T12:00:00Z",
    "2026-01-31T12:00:00.00000000000000000000000000000000000000Z",
    "2026-01-31T12:00:00.00000000000000000000, and more",
    "2026-01-31T12:00:00\u{0}Z", "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01",
  ])
  func refuses(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"), (951_825_600_007, "2000-02-29T12:00:00.007Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
      (253_402_300_800_000, "+010000-01-01T00:00:00.000Z"), (-62_167_219_200_001, "-000001-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func writes(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test(arguments: [Int64.min, .min + 1, .max - 1, .max])
  func writesTheFarthestInstants(milliseconds: Int64) {
    #expect(Timestamp(milliseconds: milliseconds).description.hasSuffix("Z"))
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    var day: Int64 = -146_097
    while day < 146_097 {
      let time = Timestamp(milliseconds: day * 86_400_000 + 86_399_999)
      #expect(Timestamp(time.description) == time)
      day += 1
    }
  }

  @Test func agreesWithFoundation() {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for day in stride(from: Int64(0), to: 60_000, by: 37) {
      let time = Timestamp(milliseconds: day * 86_400_000 + 45_296_500)
      #expect(time.description == Date(timeIntervalSince1970: Double(time.milliseconds) / 1000).formatted(style))
    }
  }

  @Test func aDayIsItsFirstInstant() {
    #expect(Timestamp(dayOrInstant: "2026-01-31") == Timestamp("2026-01-31T00:00:00Z"))
    #expect(Timestamp(dayOrInstant: "2026-01-31T12:00:00Z") == Timestamp("2026-01-31T12:00:00Z"))
    #expect(Timestamp(dayOrInstant: "2026-02-30") == nil)
    #expect(Timestamp(dayOrInstant: "tomorrow") == nil)
  }

  @Test func ordersAndTellsTheTime() {
    #expect(Timestamp(milliseconds: -5) < Timestamp(milliseconds: 3))
    let now = Double(Timestamp.now().milliseconds) / 1000
    #expect(abs(now - Date().timeIntervalSince1970) < 5)
  }
}
