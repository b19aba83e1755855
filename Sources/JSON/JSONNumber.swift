import Foundation

/// A number as it was written: whole numbers within Int64, everything else by its literal.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
  private enum Form: Sendable {
    case integer(Int64)
    case decimal(String)
  }

  private let form: Form

  /// A whole number.
  public init(_ value: Int64) { form = .integer(value) }

  /// A number by its literal; nil when the text isn't one by RFC 8259 §6.
  public init?(literal: String) {
    var scanner = JSONScanner(Array(literal.utf8), limits: .standard)
    guard let number = try? scanner.wholeNumber() else { return nil }
    self = number
  }

  /// A number whose literal has already been checked.
  init(checked literal: String, isInteger: Bool) {
    if isInteger, let value = Int64(literal), literal != "-0" {
      form = .integer(value)
    } else {
      form = .decimal(literal)
    }
  }

  /// The value, when it is whole and within Int64 (`1.0` and `1e2` are whole).
  public var integer: Int64? {
    switch form {
    case .integer(let value): value
    case .decimal: Int64(exactly: double).flatMap { abs($0) <= 1 << 53 ? $0 : nil }
    }
  }

  /// The nearest double; infinite beyond its range.
  public var double: Double {
    switch form {
    case .integer(let value): Double(value)
    case .decimal(let literal): Double(literal) ?? .nan
    }
  }

  /// Whether it was written without fraction and exponent.
  public var isInteger: Bool {
    switch form {
    case .integer: true
    case .decimal(let literal): !literal.utf8.contains { $0 == 0x2E || $0 | 0x20 == 0x65 }
    }
  }

  /// The literal.
  public var description: String {
    switch form {
    case .integer(let value): String(value)
    case .decimal(let literal): literal
    }
  }

  /// Equal literals, or equal values within Int64.
  public static func == (a: JSONNumber, b: JSONNumber) -> Bool {
    switch (a.form, b.form) {
    case (.integer(let x), .integer(let y)): x == y
    default:
      if let x = a.integer, let y = b.integer { x == y } else { a.description == b.description }
    }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    if let integer { hasher.combine(integer) } else { hasher.combine(description) }
  }
}
