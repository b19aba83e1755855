public import AdapterKit

/// Microsoft Entra ID: what its dialect needs beyond the catalogue of deviations.
public struct EntraID: IdentityProviderAdapter {
  /// Entra ID's adapter.
  public init(options: AdapterOptions) throws(AdapterOptionError) {}
}
