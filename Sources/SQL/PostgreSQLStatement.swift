/// A statement as PostgreSQL takes it: `$1` for `?`, and the type of every parameter.
struct PostgreSQLStatement {
  /// The name under which it is prepared on its connection.
  let name: String

  /// The text with numbered placeholders; question marks within quotes stay.
  static func numbered(_ text: String) -> String {
    var result = ""
    var quote: Unicode.Scalar?
    var number = 0
    for scalar in text.unicodeScalars {
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "'" || scalar == "\"" {
        quote = scalar
      } else if scalar == "?" {
        number += 1
        result += "$\(number)"
        continue
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// The values of one run, laid out as libpq wants them: binary, with lengths, so that no text ends at U+0000.
struct PostgreSQLParameters {
  private var bytes: [UInt8] = []
  private var places: [(start: Int, length: Int)?] = []
  /// The type of each: int8, float8, text, bytea; 0 where the server has to tell what a NULL is.
  private(set) var types: [UInt32] = []

  init(_ values: [SQLValue]) {
    for value in values { append(value) }
    bytes.append(0)
  }

  /// The types as a text, for the cache of prepared statements.
  var signature: String { types.map(String.init).joined(separator: ",") }

  /// Calls `body` with count, values, lengths and formats.
  func withPointers<Result>(
    _ body: (Int32, PostgreSQLLibrary.Texts?, PostgreSQLLibrary.Numbers?, PostgreSQLLibrary.Numbers?) -> Result
  ) -> Result {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.assumingMemoryBound(to: CChar.self).baseAddress
      let pointers = places.map { place in place.flatMap { base?.advanced(by: $0.start) } }
      let lengths = places.map { Int32(clamping: $0?.length ?? 0) }
      let formats = [Int32](repeating: 1, count: places.count)
      return body(Int32(clamping: places.count), pointers, lengths, formats)
    }
  }

  private mutating func append(_ value: SQLValue) {
    let start = bytes.count
    switch value {
    case .null:
      types.append(0)
      places.append(nil)
      return
    case .integer(let number):
      types.append(20)
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    case .real(let number):
      types.append(701)
      withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
    case .text(let text):
      types.append(25)
      bytes.append(contentsOf: text.utf8)
    case .blob(let blob):
      types.append(17)
      bytes.append(contentsOf: blob)
    }
    places.append((start, bytes.count - start))
  }
}
