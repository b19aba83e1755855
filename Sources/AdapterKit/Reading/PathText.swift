import JSON
public import SCIM

/// An attribute path taken apart as text, RFC form or not (RFC 7644 §3.5.2 PATH); its filter is not looked into.
public struct PathText: Sendable, Hashable {
  /// The URN as written; nil for none.
  public var schema: String?
  /// What stands between URN and attribute: `:`, or `.` in the legacy form (E-38).
  public var joiner = ":"
  /// The attribute as written; empty when the path is an extension's URN alone.
  public var attribute: String
  /// What stands between `[` and `]`.
  public var filter: String?
  /// The sub-attribute as written.
  public var subAttribute: String?

  /// Takes a path apart; nil when its brackets don't match or something follows them.
  public init?(_ text: String, of type: ResourceType?) {
    guard !text.isEmpty, text.utf8.count <= FilterScanner.limit else { return nil }
    guard let open = text.firstIndex(of: "[") else {
      (attribute, subAttribute) = ("", nil)
      readHead(text, of: type)
      return
    }
    guard let close = text.lastIndex(of: "]"), open < close else { return nil }
    let tail = text[text.index(after: close)...]
    guard tail.isEmpty || tail.first == "." && tail.count > 1 else { return nil }
    (attribute, filter) = ("", String(text[text.index(after: open)..<close]))
    readHead(String(text[..<open]), of: type)
    guard subAttribute == nil, !attribute.isEmpty else { return nil }
    subAttribute = tail.isEmpty ? nil : String(tail.dropFirst())
  }

  /// The path as a text.
  public var text: String {
    let head = attribute.isEmpty ? schema ?? "" : (schema.map { $0 + joiner } ?? "") + attribute
    return head + (filter.map { "[\($0)]" } ?? "") + (subAttribute.map { "." + $0 } ?? "")
  }

  private mutating func readHead(_ head: String, of type: ResourceType?) {
    var rest = head
    if let length = Self.urnLength(of: head, type) {
      schema = String(decoding: head.utf8.prefix(length), as: UTF8.self)
      joiner = head.utf8.count > length ? String(decoding: [Array(head.utf8)[length]], as: UTF8.self) : ":"
      rest = String(decoding: head.utf8.dropFirst(length + 1), as: UTF8.self)
    }
    guard let dot = rest.firstIndex(of: ".") else { return attribute = rest }
    attribute = String(rest[..<dot])
    subAttribute = String(rest[rest.index(after: dot)...])
  }

  /// How many bytes of `head` are its URN: the longest registered one; an unknown one ends at the last colon, unless it
  /// ends like a schema's own (`…:2.0:User`).
  private static func urnLength(of head: String, _ type: ResourceType?) -> Int? {
    guard head.utf8.contains(UInt8(ascii: ":")) else { return nil }
    let registered = (type.map { [$0.schema] + $0.extensions } ?? []).map(\.id).filter { head.begins(withURN: $0) }
    if let longest = registered.map(\.utf8.count).max() { return longest }
    guard let colon = head.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let isWhole = ["user", "group"].contains(head[head.index(after: colon)...].lowercased())
    return isWhole ? head.utf8.count : head.utf8.distance(from: head.startIndex, to: colon)
  }
}

extension String {
  /// Whether the text is the URN, in any case, or the URN and more after `:` or `.`.
  func begins(withURN urn: String) -> Bool {
    let head = String(decoding: utf8.prefix(urn.utf8.count), as: UTF8.self)
    guard equalIgnoringASCIICase(head, urn) else { return false }
    let next = utf8.dropFirst(urn.utf8.count).first
    return next == nil || next == UInt8(ascii: ":") || next == UInt8(ascii: ".")
  }
}
