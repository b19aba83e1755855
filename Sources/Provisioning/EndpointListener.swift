internal import AdapterKit
public import Directory
public import HTTP
internal import JSON
internal import SCIM
public import Store
internal import Synchronization
internal import Text
public import Tokens

/// The SCIM side of the host: finds a request's provider, lets it in by its token, and hands it to the endpoint.
///
/// Everything under `/scim/v2/` is 401 without a token, whether or not something is there.
public final class EndpointListener: HTTPHandler {
  private struct InForce {
    var states: [ProviderName: EndpointState]
    /// How often they were replaced.
    var changes = 0
  }

  private let endpoints: Mutex<InForce>
  /// Where refusals are noted.
  public let store: Store
  /// What lets requests in.
  public let tokens: TokenRegister
  private let failures = RateLimiter()
  private let rates = RateLimiter()
  private let report: RequestReporting
  /// Failed log-ins a second from one address, beyond which it waits.
  private let failuresPerSecond = 20

  /// Serves `endpoints`; every answered request is reported.
  public init(
    _ endpoints: [ProviderName: EndpointState], store: Store, tokens: TokenRegister,
    report: @escaping RequestReporting
  ) {
    self.endpoints = Mutex(InForce(states: endpoints))
    self.store = store
    self.tokens = tokens
    self.report = report
  }

  /// Puts other endpoints in force between two requests; returns when no write of the earlier ones is under way.
  public func swap(_ new: [ProviderName: EndpointState]) async {
    for state in replace(new).values { if case .serving(let endpoint) = state { await endpoint.gate.shut() } }
  }

  /// Puts other endpoints in force between two requests, and gives the earlier ones, which may still be writing.
  @discardableResult
  public func replace(_ new: [ProviderName: EndpointState]) -> [ProviderName: EndpointState] {
    endpoints.withLock { endpoints in
      defer { endpoints = InForce(states: new, changes: endpoints.changes + 1) }
      return endpoints.states
    }
  }

  /// Checks path, token, rate and media type before any of the body is read.
  public func admit(_ head: HTTPHead) -> HTTPAdmission {
    switch entry(head) {
    case .failure(let refusal): .refuse(refusal.response)
    case .success(let entry): .accept(bodyLimit: entry.endpoint.bodyLimit(entry.path), pass: entry)
    }
  }

  /// Answers an admitted request.
  public func answer(_ request: HTTPRequest) -> HTTPAnswer {
    switch identify(request.head) {
    case .failure(let refusal): .now(refusal.response)
    case .success(let entry): answer(request, entry)
    }
  }

  /// Answers an admitted request; who it is is found out again when that may have changed while its body came.
  public func answer(_ request: HTTPRequest, pass: (any Sendable)?) -> HTTPAnswer {
    guard let entry = pass as? AdmittedRequest, entry.holds(changes, at: .now()) else { return answer(request) }
    return answer(request, entry)
  }

  private func answer(_ request: HTTPRequest, _ entry: AdmittedRequest) -> HTTPAnswer {
    let isRead = ["GET", "HEAD"].contains(request.head.method)
    guard !isRead else { return entry.endpoint.answer(request, path: entry.path, token: entry.token) }
    // It was replaced at this very moment: the one in its place answers.
    guard let visit = entry.endpoint.gate.enter() else { return answer(request) }
    return visit.during { entry.endpoint.answer(request, path: entry.path, token: entry.token) }
  }

  /// Gives what the edge refuses the shape of a SCIM error.
  public func refusal(_ reason: HTTPRefusal, _ head: HTTPHead?) -> HTTPResponse {
    let error = SCIMError(status: reason.status, detail: reason.message)
    if let head { note(head, .host, status: error.status) }
    return .scim(error, requestID: head?.requestID)
  }

  private struct Refusal: Error {
    var response: HTTPResponse
  }

  private func entry(_ head: HTTPHead) -> Result<AdmittedRequest, Refusal> {
    identify(head).flatMap { entry in
      tokens.noteUse(of: entry.token, at: .now(), from: head.remote)
      guard !entry.token.isForTest || ["GET", "HEAD"].contains(head.method) else {
        return refuse(head, entry.endpoint.configuration.identity, .readsAlone)
      }
      let limits = entry.endpoint.configuration.limits
      let name = entry.endpoint.configuration.identity.name.description
      if let wait = rates.take(name, rate: limits.requestsPerSecond, burst: limits.burst) {
        return refuse(head, entry.endpoint.configuration.identity, .rateLimited, retryAfter: wait)
      }
      if let error = unwantedMediaType(head, entry.path) {
        return refuse(head, entry.endpoint.configuration.identity, error)
      }
      return .success(entry)
    }
  }

  /// 415 where a body means something; elsewhere the endpoint says what isn't there (404) or isn't done there (405).
  private func unwantedMediaType(_ head: HTTPHead, _ path: [String]) -> SCIMError? {
    guard EndpointRoute(path)?.methods.contains(head.method) ?? false else { return nil }
    return mediaTypeError(head)
  }

  private var changes: AdmittedRequest.Changes {
    AdmittedRequest.Changes(tokens: tokens.changes, endpoints: endpoints.withLock(\.changes))
  }

  private func identify(_ head: HTTPHead) -> Result<AdmittedRequest, Refusal> {
    // Before anything is looked up: what changes meanwhile shows.
    let changes = changes
    guard let path = EndpointPath(head.path) else { return refuse(head, .host, .nothingHere) }
    let name = path.provider.flatMap { ProviderName($0) }
    let state = name.flatMap { name in endpoints.withLock { $0.states[name] } }
    let presented = presentedToken(in: head.headers, scheme: state?.authScheme ?? .bearer)
    guard let token = tokens.current.token(presented, of: state == nil ? nil : name, at: .now()), let state else {
      return unauthorized(head, state?.identity ?? .host)
    }
    guard case .serving(let endpoint) = state else {
      return refuse(head, state.identity, .outOfService, retryAfter: 60)
    }
    if let pause = endpoint.configuration.dialect.state?.pause {
      return refuse(head, state.identity, .outOfService, retryAfter: pause)
    }
    guard let rest = path.rest else { return refuse(head, state.identity, .undecodable) }
    return .success(AdmittedRequest(endpoint, path: rest, token, changes))
  }

  private func unauthorized(_ head: HTTPHead, _ provider: ProviderIdentity) -> Result<AdmittedRequest, Refusal> {
    if let wait = failures.take(head.remote, rate: failuresPerSecond, burst: failuresPerSecond) {
      return refuse(head, provider, .rateLimited, retryAfter: wait)
    }
    let error = SCIMError.unauthorized
    store.refuse(
      provider, actor: "address:\(head.remote)", requestID: head.requestID, at: .now(),
      AuditDraft(kind: .requestRefused, outcome: .refused, detail: "401: no active token of this provider"))
    note(head, provider, status: error.status)
    var response = HTTPResponse.scim(error, requestID: head.requestID)
    response.headers.append((name: "WWW-Authenticate", value: "Bearer"))
    return .failure(Refusal(response: response))
  }

  private func refuse(
    _ head: HTTPHead, _ provider: ProviderIdentity, _ error: SCIMError, retryAfter: Int? = nil
  ) -> Result<AdmittedRequest, Refusal> {
    note(head, provider, status: error.status)
    var response = HTTPResponse.scim(error, requestID: head.requestID)
    if let retryAfter { response.headers.append((name: "Retry-After", value: String(retryAfter))) }
    return .failure(Refusal(response: response))
  }

  private func note(_ head: HTTPHead, _ provider: ProviderIdentity, status: Int) {
    report(
      RequestReport(
        requestID: head.requestID, provider: provider, operation: "refused", line: "\(head.method) \(head.path)",
        status: status, milliseconds: 0, remote: head.remote, tokenID: nil, notes: [], batchSize: nil, cause: nil))
  }
}

/// A provider's endpoint, or why there is none.
public enum EndpointState: Sendable {
  /// Answers requests.
  case serving(ProvisioningEndpoint)
  /// The adapter couldn't be loaded: 503 until it can.
  case outOfService(ProviderIdentity, reason: String)

  /// The provider.
  public var identity: ProviderIdentity {
    switch self {
    case .serving(let endpoint): endpoint.configuration.identity
    case .outOfService(let identity, _): identity
    }
  }

  var authScheme: AuthScheme {
    // Without its adapter the scheme isn't known: this one takes the bare token as well.
    if case .serving(let endpoint) = self { endpoint.configuration.dialect.answers.authScheme } else { .rawHeader }
  }
}
