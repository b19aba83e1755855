/// A statement as PostgreSQL takes it: `$1` for `?`; the server infers the types.
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

  init(_ values: [SQLValue]) {
    for value in values { append(value) }
    bytes.append(0)
  }

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
      places.append(nil)
      return
    case .integer(let number):
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    case .real(let number):
      withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes.append(contentsOf: $0) }
    case .text(let text):
      bytes.append(contentsOf: text.utf8)
    case .blob(let blob):
      bytes.append(contentsOf: blob)
    }
    places.append((start, bytes.count - start))
  }
}
