internal import Store
internal import Text

/// What the admission of a request found out: its endpoint and its token, kept until its body has come.
final class AdmittedRequest: Sendable {
  /// How often tokens and endpoints had changed.
  struct Changes: Sendable, Hashable {
    var tokens: Int
    var endpoints: Int
  }

  let endpoint: ProvisioningEndpoint
  /// The segments below the endpoint.
  let path: [String]
  let token: TokenRow
  private let changes: Changes

  init(_ endpoint: ProvisioningEndpoint, path: [String], _ token: TokenRow, _ changes: Changes) {
    self.endpoint = endpoint
    self.path = path
    self.token = token
    self.changes = changes
  }

  /// Whether another look would find the same: nothing has changed since, and the token's time isn't over.
  func holds(_ changes: Changes, at now: Timestamp) -> Bool {
    self.changes == changes && token.expires.map { $0 > now } ?? true
  }
}
