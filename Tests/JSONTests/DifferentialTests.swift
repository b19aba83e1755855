import Foundation
import JSON
import Testing

/// Foundation reads the same texts: where both take one they agree, and what only one takes is a rule of ours.
@Suite struct DifferentialTests {
  /// What we refuse and Foundation may take.
  private let stricter = [
    "a member's name occurs twice in one object", "U+0000 isn't taken", "nested deeper than 32 levels",
    "a number has more than 64 characters", "a surrogate stands alone",
  ]

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func generatedTextsReadTheSame(seed: UInt64) throws {
    var texts = TextGenerator(seed: seed)
    for _ in 0..<250 {
      let text = texts.value(depth: 0)
      let value = try JSON(parsing: text)
      #expect(isSame(value, try foundation(Array(text.utf8))), "\(text)")
      #expect(try JSON(parsing: value.bytes) == value, "\(text)")
      #expect(try JSON(parsing: value.pretty()) == value, "\(text)")
      #expect(isSame(value, try foundation(value.bytes)), "\(text)")
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func damagedTextsAreJudgedTheSame(seed: UInt64) {
    var texts = TextGenerator(seed: seed &* 7919)
    for _ in 0..<1500 {
      let bytes = texts.damage(Array(texts.value(depth: 0).utf8))
      judge(bytes)
    }
  }

  private func judge(_ bytes: [UInt8]) {
    let shown = String(decoding: bytes, as: UTF8.self)
    let theirs = try? foundation(bytes)
    do throws(JSONError) {
      let value = try JSON(parsing: bytes)
      // Foundation refuses numbers beyond the range of a double.
      guard theirs != nil || !hasFarNumber(value) else { return }
      #expect(theirs.map { isSame(value, $0) } == true, "we take: \(shown)")
    } catch {
      guard !stricter.contains(error.message), !isAfterComma(error.offset, in: bytes) else { return }
      #expect(theirs == nil, "we refuse, \(error): \(shown)")
    }
  }

  /// Foundation takes `[1,]`.
  private func isAfterComma(_ offset: Int, in bytes: [UInt8]) -> Bool {
    bytes[..<offset].last { $0 > 0x20 } == UInt8(ascii: ",")
  }

  private func hasFarNumber(_ value: JSON) -> Bool {
    switch value {
    case .number(let number): number.double.isInfinite || number.double.isSubnormal || number.double.isZero
    case .array(let elements): elements.contains(where: hasFarNumber)
    case .object(let members): members.contains { hasFarNumber($0.value) }
    default: false
    }
  }

  private func foundation(_ bytes: [UInt8]) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
  }

  private func isSame(_ value: JSON, _ other: Any) -> Bool {
    switch value {
    case .null: other is NSNull
    case .bool(let flag): (other as? NSNumber).map { isFlag($0) && $0.boolValue == flag } ?? false
    case .number(let number): (other as? NSNumber).map { !isFlag($0) && isSame(number, $0) } ?? false
    case .string(let text): (other as? String)?.utf8.elementsEqual(text.utf8) ?? false
    case .array(let elements):
      (other as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy(isSame) } ?? false
    case .object(let members):
      (other as? [String: Any]).map { other in
        other.count == members.count
          && members.allSatisfy { key, value in other[key].map { isSame(value, $0) } ?? false }
      } ?? false
    }
  }

  private func isFlag(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

  private func isSame(_ number: JSONNumber, _ other: NSNumber) -> Bool {
    if number.isInteger, let integer = number.integer { return other.int64Value == integer }
    // Foundation goes through a decimal of 38 digits and doesn't always reach the nearest double.
    return abs(other.doubleValue - number.double) <= abs(number.double) * 1e-12
  }
}
