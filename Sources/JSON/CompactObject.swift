/// The members of an object in compact JSON as places in its text: for who passes most of them on unread.
///
/// The text must be one that this module wrote; of others it may find nothing, and never reads beyond their end.
public struct CompactObject: Sendable, Hashable {
  /// A member's place.
  public struct Member: Sendable, Hashable {
    /// Name, colon and value.
    public var whole: Range<Int>
    /// The name without its quotes, as it is written.
    public var name: Range<Int>
    /// The value.
    public var value: Range<Int> { (name.upperBound + 2)..<whole.upperBound }
  }

  /// The members in the order of the text.
  public let members: [Member]

  /// Finds the members; nil when the text isn't an object in compact form.
  /// - Complexity: O(n).
  public init?(_ text: UnsafeBufferPointer<UInt8>) {
    var walk = CompactWalk(text)
    guard let members = walk.members() else { return nil }
    self.members = members
  }
}

/// One pass over a compact object.
private struct CompactWalk {
  private let text: UnsafeBufferPointer<UInt8>
  private var at = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  mutating func members() -> [CompactObject.Member]? {
    guard take("{") else { return nil }
    var found: [CompactObject.Member] = []
    found.reserveCapacity(16)
    if take("}") { return at == text.count ? found : nil }
    while true {
      let start = at
      guard skipString(), take(":") else { return nil }
      let name = (start + 1)..<(at - 2)
      let value = at
      guard skipValue(), at > value else { return nil }
      found.append(CompactObject.Member(whole: start..<at, name: name))
      if take(",") { continue }
      return take("}") && at == text.count ? found : nil
    }
  }

  /// Passes over a value: up to the comma or bracket that ends it.
  private mutating func skipValue() -> Bool {
    var depth = 0
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return true }
        depth -= 1
      case UInt8(ascii: ",") where depth == 0: return true
      default: break
      }
      at += 1
    }
    return false
  }

  private mutating func skipString() -> Bool {
    guard take("\"") else { return false }
    while at < text.count {
      let byte = text[at]
      at += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte == UInt8(ascii: "\\") { at += 1 }
    }
    return false
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard at < text.count, text[at] == UInt8(ascii: mark) else { return false }
    at += 1
    return true
  }
}
