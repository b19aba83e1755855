/// A number as it was written: whole numbers within Int64, everything else by its literal.
public struct JSONNumber: Sendable, Hashable, CustomStringConvertible {
  private enum Form: Sendable {
    case integer(Int64)
    case decimal(String)
  }

  /// The characters of the longest literal that is read.
  static let longest = 64

  private let form: Form

  /// A whole number.
  public init(_ value: Int64) { form = .integer(value) }

  /// A number by its literal; nil when the text isn't one by RFC 8259 §6.
  public init?(literal: String) {
    var literal = literal
    let number = literal.withUTF8 { bytes in
      var scanner = JSONScanner(bytes, limits: .standard)
      return try? scanner.wholeNumber()
    }
    guard let number else { return nil }
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

  /// The value, when it is exactly a whole one within Int64 (`1.0` and `1e2` are whole).
  public var integer: Int64? {
    switch form {
    case .integer(let value): value
    case .decimal(let literal): DecimalValue(literal)?.integer
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

  /// The literal that all equal numbers share.
  var canonical: JSONNumber {
    guard case .decimal(let literal) = form, let value = DecimalValue(literal) else { return self }
    return JSONNumber(checked: value.literal, isInteger: value.integer != nil)
  }

  /// Equal values, exactly: `1.50` and `15e-1` are, `1` and `1.00000000000000000001` are not.
  public static func == (a: JSONNumber, b: JSONNumber) -> Bool {
    if case (.integer(let x), .integer(let y)) = (a.form, b.form) { return x == y }
    return a.canonical.description == b.canonical.description
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(canonical.description)
  }
}
