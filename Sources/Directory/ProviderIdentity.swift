/// Who acted: the provider's configured name and the name of its IdP, both as they were at the time.
public struct ProviderIdentity: Hashable, Sendable {
  /// The configured name, `contoso-entra`.
  public var name: ProviderName
  /// The IdP's display name, `Microsoft Entra ID`.
  public var idp: String

  /// Makes an identity of the two names.
  public init(name: ProviderName, idp: String) {
    self.name = name
    self.idp = idp
  }

  /// The host itself: its start, its administrator, an unknown provider in a URL.
  public static let host = ProviderIdentity(name: .host, idp: "Dragoman")
}
