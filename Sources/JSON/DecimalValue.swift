/// What a number's literal is worth, exactly: `digits` × 10^`exponent`, no zeros at either end of the digits.
struct DecimalValue: Hashable {
  private var isNegative: Bool
  private var digits: [UInt8]
  private var exponent: Int

  /// Nil when the exponent is beyond Int: such a number is only the same as its own literal.
  init?(_ literal: String) {
    let parts = literal.utf8.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 | 0x20 == UInt8(ascii: "e") }
    guard let mantissa = parts.first else { return nil }
    let point = mantissa.firstIndex(of: UInt8(ascii: "."))
    let places = point.map { mantissa.distance(from: $0, to: mantissa.endIndex) - 1 } ?? 0
    digits = Array(mantissa.filter { $0 >= 0x30 }.drop { $0 == 0x30 })
    isNegative = !digits.isEmpty && mantissa.first == UInt8(ascii: "-")
    exponent = 0
    guard !digits.isEmpty else { return }
    let zeros = digits.reversed().prefix { $0 == 0x30 }.count
    digits.removeLast(zeros)
    guard let written = parts.count == 2 ? Int(String(Substring(parts[1]))) : 0 else { return nil }
    let (sum, overflow) = written.addingReportingOverflow(zeros - places)
    guard !overflow else { return nil }
    exponent = sum
  }

  /// The value, when it is whole and within Int64.
  var integer: Int64? {
    guard !digits.isEmpty else { return 0 }
    guard exponent >= 0, exponent <= 18, digits.count + exponent <= 19 else { return nil }
    return Int64(sign + text(digits) + zeros(exponent))
  }

  /// One literal for every value: plain where that is short, with an exponent otherwise; never longer than is read.
  var literal: String {
    guard !digits.isEmpty else { return "0" }
    let literal = pointed
    guard literal.utf8.count > JSONNumber.longest else { return literal }
    // Without a point, and with the shorter of zeros and exponent, it is no longer than any way to write the value.
    return sign + text(digits) + ((0...2).contains(exponent) ? zeros(exponent) : "e\(exponent)")
  }

  private var pointed: String {
    // Far from 0 the position of the point isn't an Int any more.
    let (point, overflow) = exponent.addingReportingOverflow(digits.count)
    if overflow { return "\(sign)\(text(digits))e\(exponent)" }
    if exponent >= 0, point <= 21 { return sign + text(digits) + zeros(exponent) }
    if point > 0, point < digits.count { return sign + text(digits[..<point]) + "." + text(digits[point...]) }
    if point <= 0, point > -6 { return sign + "0." + zeros(-point) + text(digits) }
    let fraction = digits.count > 1 ? "." + text(digits[1...]) : ""
    return "\(sign)\(text(digits[..<1]))\(fraction)e\(point - 1)"
  }

  private var sign: String { isNegative ? "-" : "" }
  private func text(_ digits: some Sequence<UInt8>) -> String { String(decoding: Array(digits), as: UTF8.self) }
  private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
}
