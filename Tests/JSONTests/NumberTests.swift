import Foundation
import JSON
import Testing

@Suite struct NumberTests {
  @Test(
    arguments: [
      ("0", 0), ("-0", 0), ("1.0", 1), ("1e2", 100), ("-1.50e1", -15), ("9223372036854775807", .max),
      ("-9223372036854775808", .min), ("-9223372036854775808.0", .min), ("-9.223372036854775808e18", .min),
      ("9007199254740993.0", 9_007_199_254_740_993), ("0e99999999999999999999", 0), ("100e-2", 1),
    ] as [(String, Int64)])
  func wholeNumbersAreExact(literal: String, value: Int64) throws {
    #expect(try JSON(parsing: literal).integer == value)
  }

  @Test(arguments: [
    "0.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e999", "1.00000000000000000001",
    "0.99999999999999999999", "1e-99999999999999999999", "1e99999999999999999999", "-9.3e18",
  ])
  func everythingElseIsNoWholeNumber(literal: String) throws {
    #expect(try JSON(parsing: literal).integer == nil)
  }

  @Test(arguments: ["0", "-0", "1.0", "1E2", "0.10", "123456789012345678901234567890", "1e-400", "-1.25e+10"])
  func literalsSurvive(literal: String) throws {
    #expect(try JSON(parsing: literal).description == literal)
    #expect(JSONNumber(literal: literal)?.description == literal)
  }

  @Test(arguments: [
    ("1", "1.0"), ("-0", "0"), ("1.50", "1.5"), ("15e-1", "1.5"), ("1e400", "10e399"),
    ("100000000000000000000", "1e20"),
    ("0.0", "0e5"), ("1E2", "100"),
  ])
  func equalByValue(a: String, b: String) throws {
    let (x, y) = (try #require(JSONNumber(literal: a)), try #require(JSONNumber(literal: b)))
    #expect(x == y)
    #expect(x.hashValue == y.hashValue)
    #expect(JSON.number(x).canonical.description == JSON.number(y).canonical.description)
  }

  @Test(arguments: [
    ("1", "1.00000000000000000001"), ("9007199254740992", "9007199254740993"),
    ("9007199254740993.0", "9007199254740992"),
    ("1e400", "1e401"), ("1e99999999999999999999", "1e99999999999999999998"), ("0.1", "0.10000000000000000001"),
    ("1", "-1"),
  ])
  func differentByValue(a: String, b: String) throws {
    let (x, y) = (try #require(JSONNumber(literal: a)), try #require(JSONNumber(literal: b)))
    #expect(x != y)
    #expect(JSON.number(x).canonical.description != JSON.number(y).canonical.description)
  }

  /// The canonical form of a value is kept and read again.
  @Test(arguments: [
    String(repeating: "1", count: 64), String(repeating: "1", count: 63) + "0",
    "-" + String(repeating: "7", count: 61) + "e1",
    String(repeating: "3", count: 60) + "e-65", "1." + String(repeating: "2", count: 57) + "E+99",
    "0." + String(repeating: "0", count: 20) + String(repeating: "4", count: 42),
    "1e" + String(repeating: "9", count: 62),
    "-9." + String(repeating: "9", count: 57) + "e-99",
  ])
  func theCanonicalLiteralIsNoLongerThanWhatIsRead(literal: String) throws {
    let value = try JSON(parsing: literal)
    #expect(literal.utf8.count <= 64)
    #expect(try JSON(parsing: value.canonical.bytes) == value)
    #expect(value.canonical.canonical.bytes == value.canonical.bytes)
  }

  @Test func aLiteralIsBounded() {
    #expect(JSONNumber(literal: String(repeating: "1", count: 64)) != nil)
    #expect(JSONNumber(literal: String(repeating: "1", count: 65)) == nil)
    #expect(JSONNumber(literal: String(repeating: "9", count: 1_000_000)) == nil)
    #expect(JSONNumber(literal: " 1") == nil)
    #expect(JSONNumber(literal: "1 ") == nil)
    #expect(JSONNumber(literal: "") == nil)
  }

  @Test func doubles() throws {
    #expect(try JSON(parsing: "1e999").number?.double == .infinity)
    #expect(try JSON(parsing: "0.1").number?.double == 0.1)
    #expect(try JSON(parsing: "12").number?.double == 12)
    #expect(try JSON(parsing: "12").number?.isInteger == true)
    #expect(try JSON(parsing: "123456789012345678901").number?.isInteger == true)
    #expect(try JSON(parsing: "12.0").number?.isInteger == false)
  }
}
