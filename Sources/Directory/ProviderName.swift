/// The name of one configured provider, `contoso-entra`: a lower-case letter or digit, then at most 62 of those and `-`.
public struct ProviderName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The name as it stands in URLs, audit entries and files.
  public let description: String

  /// The name under which the host itself acts; no provider may bear it.
  public static let host = ProviderName(known: "host")

  /// A provider's name; nil for anything malformed and for the reserved `host`.
  public init?(_ text: String) {
    guard text != Self.host.description, Self.isWellFormed(text) else { return nil }
    description = text
  }

  /// A name that is read back from where the host stored it, so that `host` is taken too.
  public static func reading(_ stored: String) -> ProviderName? {
    stored == host.description ? host : ProviderName(stored)
  }

  /// By their bytes.
  public static func < (a: ProviderName, b: ProviderName) -> Bool { a.description < b.description }

  private init(known: String) { description = known }

  private static func isWellFormed(_ text: String) -> Bool {
    guard (1...63).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "-") else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
