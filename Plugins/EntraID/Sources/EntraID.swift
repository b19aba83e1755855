public import AdapterKit
import SCIM

/// Microsoft Entra ID: what its dialect needs beyond the catalogue of deviations.
public struct EntraID: IdentityProviderAdapter {
  /// Answers leave as the RFC has them.
  public static let rendersAnswers = false

  /// What is read otherwise stands in bodies.
  public static let readsBodiesAlone = true

  private let liftsRoles: Bool

  /// Entra ID's adapter; `roleValueJson: false` leaves roles whose value is JSON as they are.
  public init(options: AdapterOptions) throws(AdapterOptionError) {
    liftsRoles = try options.flag("roleValueJson") ?? true
  }

  /// Lifts roles out of JSON, drops filters on single values, reads empty values that clear.
  public func normalize(_ request: AdapterRequest) -> AdapterRequest {
    guard request.resourceType == .user, request.body != nil else { return request }
    var request = request
    GuardFilter.normalize(&request)
    EmptyClears.normalize(&request)
    if liftsRoles { LiftedRoles.normalize(&request) }
    return request
  }
}
