/// The version of a resource as HTTP has it: weak, since the same version may be written in several ways (RFC 7644 §3.14).
public struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  private let opaque: String

  /// The tag of a version.
  public init(version: Int64) { opaque = String(version) }

  /// `W/"3"`, for the header `ETag` and for `meta.version`.
  public var description: String { "W/\"\(opaque)\"" }

  /// Whether the header `If-Match` allows a write to the resource that has the tag `current`; nil when there is none.
  ///
  /// `*` fits every resource, a list fits by any of its tags, weak or strong; what is no tag fits nothing.
  public static func matches(ifMatch header: String, current: EntityTag?) -> Bool { matches(header, current) }

  /// Whether the header `If-None-Match` names the tag `current`, so that the answer is 304 (or 412 to a write).
  public static func matches(ifNoneMatch header: String, current: EntityTag?) -> Bool { matches(header, current) }

  private static func matches(_ header: String, _ current: EntityTag?) -> Bool {
    guard let current else { return false }
    return isAnything(header) || opaqueTags(header).contains(current.opaque)
  }

  private static func isAnything(_ header: String) -> Bool {
    header.utf8.filter { $0 != 0x20 && $0 != 0x09 }.elementsEqual("*".utf8)
  }

  /// The opaque tags of a list (RFC 9110 §8.8.3); nothing if any of it isn't a tag.
  private static func opaqueTags(_ header: String) -> [String] {
    var rest = Substring(header)[...]
    var tags: [String] = []
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" || $0 == "," }
      if rest.isEmpty { return tags }
      if rest.hasPrefix("W/") { rest = rest.dropFirst(2) }
      guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return [] }
      tags.append(String(rest[rest.index(after: rest.startIndex)..<end]))
      rest = rest[rest.index(after: end)...].drop { $0 == " " || $0 == "\t" }
      guard rest.isEmpty || rest.first == "," else { return [] }
    }
  }
}
