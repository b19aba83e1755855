public import AdapterKit
import SCIM

/// Microsoft Entra ID: what its dialect needs beyond the catalogue of deviations.
public struct EntraID: IdentityProviderAdapter {
  /// Answers leave as the RFC has them.
  public static let rendersAnswers = false

  /// What is read otherwise stands in bodies.
  public static let readsBodiesAlone = true

  /// Entra ID's adapter; its options are knobs.
  public init(options: AdapterOptions) throws(AdapterOptionError) {}

  /// Drops filters on single values, reads empty values that clear.
  public func normalize(_ request: AdapterRequest) -> AdapterRequest {
    guard request.resourceType == .user, request.body != nil else { return request }
    var request = request
    GuardFilter.normalize(&request)
    EmptyClears.normalize(&request)
    return request
  }
}
