/// Reads the query of a target as forms write it: `name=value` items between `&`, `+` for a space.
public enum QueryString {
  /// The items in order; empty ones are passed over, one without `=` has the value "".
  ///
  /// - Returns: nil if an item has a broken percent escape, U+0000 or bytes that aren't UTF-8.
  public static func parse(_ query: String) -> [(name: String, value: String)]? {
    var items: [(name: String, value: String)] = []
    for text in query.utf8.split(separator: 0x26) {
      guard let item = item(Substring(text)) else { return nil }
      items.append(item)
    }
    return items
  }

  private static func item(_ text: Substring) -> (name: String, value: String)? {
    let equals = text.utf8.firstIndex(of: 0x3D) ?? text.endIndex
    guard let name = percentDecoded(text[..<equals], plusIsSpace: true),
      let value = percentDecoded(text[equals...].dropFirst(), plusIsSpace: true)
    else { return nil }
    return (name, value)
  }
}
