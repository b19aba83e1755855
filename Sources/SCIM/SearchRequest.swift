internal import JSON

/// The members of a SearchRequest, by type (RFC 7644 §3.4.3).
struct SearchRequest {
  let body: JSONObject

  func text(_ name: String) throws(SCIMError) -> String? {
    guard let value = value(name) else { return nil }
    guard let text = value.string else { throw .invalidSyntax("\(name): a string is expected, not \(value.kind)") }
    return text
  }

  func integer(_ name: String) throws(SCIMError) -> Int? {
    guard let value = value(name) else { return nil }
    if let whole = value.integer { return Int(clamping: whole) }
    guard let number = value.number, number.double.rounded() == number.double else {
      throw .invalidValue("\(name): a whole number is expected")
    }
    return number.double < 0 ? Int.min : Int.max
  }

  /// `count`; with a cursor what is no number is told as RFC 9865 §2.1 does.
  func count() throws(SCIMError) -> Int? {
    do { return try integer("count") } catch { throw value("cursor") == nil ? error : .invalidCount(error.detail) }
  }

  func names(_ name: String) throws(SCIMError) -> [String] {
    guard let value = value(name) else { return [] }
    if let text = value.string { return splitNames(text) }
    let names = value.array?.map(\.string)
    guard let names, names.allSatisfy({ $0 != nil }) else {
      throw .invalidSyntax("\(name): a list of attribute names is expected")
    }
    return names.compactMap { $0 }
  }

  private func value(_ name: String) -> JSON? {
    guard let value = body.value(anyCase: name), !value.isNull else { return nil }
    return value
  }
}
