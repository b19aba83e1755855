/// What a provider's file says under `settings:`.
public struct ProviderSettings: Hashable, Sendable {
  /// What becomes of a userName that changes after a user was provisioned.
  public enum UserNameChange: String, Hashable, Sendable, CaseIterable {
    /// The directory keeps its name; the IdP is answered 2xx.
    case keep
    /// The request is refused with `mutability`.
    case refuse
    /// The directory is renamed if the name is free.
    case follow
  }

  /// Whom the IdP is set up to provision.
  public enum Provision: String, Hashable, Sendable, CaseIterable {
    /// Everybody.
    case all
    /// Those who are assigned to the application.
    case assigned
  }

  /// How a Managed Apple Account's name is made.
  public struct ManagedAppleID: Hashable, Sendable {
    /// Whether it is made at all.
    public var enabled = false
    /// The directory attribute it is made from.
    public var from = "email"
    /// Whether `appleid.` goes before the domain.
    public var includeAppleIDSubdomain = true

    /// Off.
    public init() {}
  }

  /// `userName.onChange`.
  public var userNameOnChange = UserNameChange.keep
  /// `provision`.
  public var provision = Provision.all
  /// `autoInvite`.
  public var autoInvite = false
  /// `managedAppleID`.
  public var managedAppleID = ManagedAppleID()

  /// The defaults.
  public init() {}

  /// What decides about directory entries beside the mapping: another text means that they are judged again.
  var directoryText: String {
    "userName.onChange \(userNameOnChange.rawValue); managedAppleID \(managedAppleID.directoryText)"
  }
}

extension ProviderSettings.ManagedAppleID {
  fileprivate var directoryText: String {
    enabled ? "from \(from)\(includeAppleIDSubdomain ? ", with subdomain" : "")" : "off"
  }
}
