internal import JSON

/// The parameters of a query; names in any case, each at most once.
struct QueryParameters {
  private var values: [(name: String, value: String)] = []

  private static let known = [
    "filter", "sortBy", "sortOrder", "startIndex", "count", "cursor", "attributes", "excludedAttributes",
  ]

  init(_ query: [(name: String, value: String)]) throws(SCIMError) {
    for (name, value) in query where Self.known.contains(where: { equalIgnoringASCIICase($0, name) }) {
      guard self[name] == nil else { throw .invalidValue("\(name) is given twice") }
      values.append((name, value))
    }
  }

  /// `count`; with a cursor what is no number is told as RFC 9865 §2.1 does.
  func count() throws(SCIMError) -> Int? {
    do { return try integer("count") } catch { throw self["cursor"] == nil ? error : .invalidCount(error.detail) }
  }

  subscript(name: String) -> String? { values.first { equalIgnoringASCIICase($0.name, name) }?.value }

  /// A whole number; what is beyond `Int` is as good as its bound (RFC 7644 §3.4.2.4).
  func integer(_ name: String) throws(SCIMError) -> Int? {
    guard let text = self[name] else { return nil }
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let digits = text.utf8.dropFirst(isNegative || text.utf8.first == UInt8(ascii: "+") ? 1 : 0)
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else {
      throw .invalidValue("\(name): a whole number is expected")
    }
    return Int(text) ?? (isNegative ? Int.min : Int.max)
  }
}

/// The names of a list separated by commas; those within brackets and quotes are no separators.
func splitNames(_ text: String?) -> [String] {
  guard let text else { return [] }
  var (names, name): ([String], [UInt8]) = ([], [])
  var (depth, isQuoted) = (0, false)
  for byte in text.utf8 {
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    if !isQuoted, byte == UInt8(ascii: "[") { depth += 1 }
    if !isQuoted, byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
    if byte == UInt8(ascii: ","), depth == 0, !isQuoted {
      names.append(String(decoding: name, as: UTF8.self))
      name = []
    } else {
      name.append(byte)
    }
  }
  return names + [String(decoding: name, as: UTF8.self)]
}
