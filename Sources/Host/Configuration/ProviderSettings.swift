internal import Directory
public import Mapping
internal import Provisioning

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
    /// The expression that gives the e-mail address it is made from; nil for `email`.
    public var from: UserExpression?
    /// Whether `appleid.` goes before the domain.
    public var includeAppleIDSubdomain = true

    /// Off.
    public init() {}
  }

  /// `userName.onChange`.
  public var userNameOnChange = UserNameChange.keep
  /// `provision`.
  public var provision = Provision.all
  /// `autoInvite`; nil when nobody is invited.
  public var autoInvite: InvitationSettings?
  /// `record`: whether all traffic is recorded, and not only what is refused.
  public var record = false
  /// `managedAppleID`.
  public var managedAppleID = ManagedAppleID()
  /// `requestsPerSecond`: how many requests of this provider are answered; nil for the host's limit.
  public var requestsPerSecond: Int?
  /// `requestBurst`: how many at once; nil for the host's limit.
  public var requestBurst: Int?

  /// The defaults.
  public init() {}

  /// What decides about directory entries beside the mapping: another text means that they are judged again.
  var directoryText: String {
    "userName.onChange \(userNameOnChange.rawValue); managedAppleID \(managedAppleID.directoryText)"
  }
}

extension ProviderSettings.ManagedAppleID {
  fileprivate var directoryText: String {
    enabled ? "from \(from?.text ?? "email")\(includeAppleIDSubdomain ? ", with subdomain" : "")" : "off"
  }
}

extension ProviderSettings.ManagedAppleID {
  /// The rule, if it is on.
  var rule: ManagedAppleIDRule? {
    guard enabled, let from = from ?? DirectorySchema.user("email").map(UserExpression.init) else { return nil }
    return ManagedAppleIDRule(from: from, includeAppleIDSubdomain: includeAppleIDSubdomain)
  }
}
