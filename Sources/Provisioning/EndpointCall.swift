internal import HTTP
internal import Store
internal import Text
internal import Tokens

/// The circumstances of one request: when, by which token, from where.
struct EndpointCall: Sendable {
  let request: HTTPRequest
  /// The segments below the endpoint.
  let path: [String]
  let requestID: String
  let line: String
  let remote: String
  let tokenID: String
  let isTest: Bool
  private(set) var at: Timestamp
  let started: ContinuousClock.Instant

  init(_ request: HTTPRequest, path: [String], token: TokenRow) {
    self.request = request
    self.path = path
    requestID = request.head.requestID
    line = "\(request.head.method) \(request.head.path)"
    remote = request.head.remote
    tokenID = token.id
    isTest = token.isForTest
    at = .now()
    started = .now
  }

  /// The same request, later: an operation of a bulk has a time of its own.
  init(again call: EndpointCall) {
    self = call
    at = .now()
  }

  /// Who an audit entry says it was.
  var actor: AuditActor { AuditActor(name: "token:\(tokenID)", requestID: requestID, at: at) }
}
