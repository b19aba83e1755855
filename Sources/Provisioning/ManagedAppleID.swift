internal import Directory
internal import JSON
public import Mapping
internal import Store
internal import Text

/// How a Managed Apple Account's name is made of a user (`settings: managedAppleID:`).
public struct ManagedAppleIDRule: Sendable {
  /// What it is made from: an e-mail address.
  public var from: UserExpression
  /// Whether `appleid.` goes before the domain.
  public var includeAppleIDSubdomain: Bool

  /// Makes a rule of its parts.
  public init(from: UserExpression, includeAppleIDSubdomain: Bool) {
    self.from = from
    self.includeAppleIDSubdomain = includeAppleIDSubdomain
  }

  /// The name for a user; nil when no address comes out.
  func name(_ source: JSONObject, _ attributes: JSONObject, _ custom: JSONObject, at now: Timestamp) -> String? {
    guard let address = from.value(source: source, attributes: attributes, custom: custom, at: now) else { return nil }
    return Self.name(of: address, subdomain: includeAppleIDSubdomain)
  }

  /// `ada@example.com` as it is, or as `ada@appleid.example.com`; nil for what is no address.
  static func name(of address: String, subdomain: Bool) -> String? {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, isLocal(parts[0]), isDomain(parts[1]), address.utf8.count <= 240 else { return nil }
    guard subdomain, !parts[1].lowercased().hasPrefix("appleid.") else { return address }
    return "\(parts[0])@appleid.\(parts[1])"
  }

  private static func isLocal(_ text: Substring) -> Bool {
    !text.isEmpty && forbiddenCharacter(in: String(text), .identifier) == nil && !text.contains { $0.isWhitespace }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
          && label.unicodeScalars.allSatisfy { $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0) }
      }
  }
}

/// What becomes of a user's Managed Apple ID: it is unique in the directory, and nobody's is ever taken away.
struct ManagedAppleIDFate {
  static let attribute = "managedAppleID"

  /// What the entry bears.
  var name: String?
  /// What it would bear if nobody else had it.
  var withheld: String?

  /// Nothing, since the setting is off.
  static let none = ManagedAppleIDFate()

  /// Judges the wanted name; without one the entry keeps what it has. An entry that isn't provisioned owns none.
  init(_ wanted: String?, _ previous: DirectoryUser?, isHeld: Bool, _ snapshot: Snapshot) throws {
    guard !isHeld else {
      withheld = wanted
      return
    }
    name = previous?.ownedAppleIDKey == nil ? nil : previous?.attributes[Self.attribute]?.string
    guard let wanted else { return }
    if let holder = try snapshot.user(appleIDKey: fold(wanted)), holder.id != previous?.id {
      withheld = wanted
    } else {
      name = wanted
    }
  }

  private init() {}
}
