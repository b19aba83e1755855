import Foundation
import JSON

/// What is read is written and read again as the same value; Foundation takes it too (RFC 8259).
func checkJSON(_ bytes: [UInt8]) throws(Violation) {
  let value: JSON
  do throws(JSONError) { value = try JSON(parsing: bytes) } catch {
    return try hold((0...bytes.count).contains(error.offset), "the error's place is outside of the text: \(error)")
  }
  try checkWriting(value)
  try checkCanonicalForm(value)
  try hold(isTakenByFoundation(bytes) || value.hasFarNumber, "Foundation doesn't take it")
}

private func checkWriting(_ value: JSON) throws(Violation) {
  let written = value.bytes
  let again = try reread("what was written") { try JSON(parsing: written) }
  try hold(again == value, "another value is read from \(value)")
  try hold(again.bytes == written, "\(value) is written differently the second time")
  try hold(again.hashValue == value.hashValue, "equal values have different hashes: \(value)")
  let pretty = value.pretty()
  try hold(try reread("the pretty form") { try JSON(parsing: pretty) } == value, "the pretty form of \(value) differs")
}

private func checkCanonicalForm(_ value: JSON) throws(Violation) {
  let canonical = value.canonical
  try hold(canonical == value, "the canonical form isn't equal: \(value), \(canonical)")
  try hold(canonical.hashValue == value.hashValue, "the canonical form has another hash: \(value)")
  try hold(canonical.canonical.bytes == canonical.bytes, "the canonical form isn't its own: \(canonical)")
  let again = try reread("the canonical form") { try JSON(parsing: canonical.bytes) }
  try hold(again == value, "another value is read from the canonical form \(canonical)")
}

private func isTakenByFoundation(_ bytes: [UInt8]) -> Bool {
  (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
}

extension JSON {
  /// Whether it holds a number that Foundation refuses: one beyond the range of a double.
  fileprivate var hasFarNumber: Bool {
    switch self {
    case .number(let number): number.double.isInfinite || number.double.isSubnormal || number.double.isZero
    case .array(let elements): elements.contains(where: \.hasFarNumber)
    case .object(let members): members.contains { $0.value.hasFarNumber }
    default: false
    }
  }
}
