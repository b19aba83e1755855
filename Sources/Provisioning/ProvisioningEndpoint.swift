internal import AdapterKit
internal import Directory
internal import HTTP
internal import JSON
internal import SCIM
public import Store
internal import Tokens

/// One provider's SCIM endpoint: normalise, carry out, map, commit, render (the one way through the house).
public final class ProvisioningEndpoint: Sendable {
  /// What it is made of.
  public let configuration: EndpointConfiguration
  let store: Store
  let gate = EndpointGate()
  let crossings: CrossingThreads
  private let searches: SearchPool
  let report: RequestReporting

  /// An endpoint over `store`; long searches wait for a place in `searches`.
  public init(
    _ configuration: EndpointConfiguration, store: Store, searches: SearchPool, report: @escaping RequestReporting
  ) {
    self.configuration = configuration
    crossings = CrossingThreads(width: 2 * (configuration.dialect.callsAtOnce ?? 1))
    self.store = store
    self.searches = searches
    self.report = report
  }

  /// How many bytes of body a path may bring.
  func bodyLimit(_ path: [String]) -> Int {
    switch path.first {
    case "Groups": configuration.limits.groupBody
    case "Bulk": configuration.limits.bulkBody
    default: configuration.limits.userBody
    }
  }

  /// Answers an admitted request: reads by key at once, searches and writes when they are done.
  func answer(_ request: HTTPRequest, path: [String], token: TokenRow) -> HTTPAnswer {
    let call = EndpointCall(request, path: path, token: token)
    guard configuration.dialect.callsAtOnce != nil else { return answer(request, call) }
    return crossing(request, call)
  }

  /// Answers on this thread, as far as it goes.
  func answer(_ request: HTTPRequest, _ call: EndpointCall) -> HTTPAnswer {
    let asked: SCIMRequest
    do { asked = try scimRequest(request, call) } catch { return .now(refused(call, error)) }
    do { return try answer(asked, call) } catch { return .now(refused(call, error, asked)) }
  }

  private func answer(_ asked: SCIMRequest, _ call: EndpointCall) throws -> HTTPAnswer {
    switch asked.route {
    case .resource(let kind, let id) where asked.isRead:
      return respond(asked, call, isLong: try hasManyMembers(kind, id, asked)) { try self.read(kind, id, asked) }
    case .collection(let kind) where asked.isRead:
      let query = try listQuery(asked, kind)
      return respond(asked, call, isLong: !query.isPoint) { try self.search(query, at: call.at) }
    case .serviceProviderConfig, .resourceTypes, .schemas:
      return .now(finish(asked, call, Result { try discover(asked) }))
    default:
      let work = { @Sendable in await self.finish(asked, call, self.carryOut(asked, call)) }
      return isShort(asked, call) ? .soon(work) : .later(work)
    }
  }

  /// Whether a write is of one user of common size, and nothing has to be settled after it.
  private func isShort(_ asked: SCIMRequest, _ call: EndpointCall) -> Bool {
    guard call.request.body.count <= 16 << 10 else { return false }
    switch asked.route {
    case .collection(.user): return true
    case .resource(.user, _):
      // What a path with a filter costs depends on what is stored, which may be a MiB.
      let isSmall = call.request.head.method != "PATCH" || call.request.body.count <= 1 << 10
      return isSmall && !mayFreeNames(asked) && configuration.managedAppleID == nil
    default: return false
    }
  }

  /// Reads on the request's own thread, or where searches run if it may take long.
  private func respond(
    _ asked: SCIMRequest, _ call: EndpointCall, isLong: Bool, _ work: @escaping @Sendable () throws -> SCIMAnswer
  ) -> HTTPAnswer {
    guard isLong else { return .now(finish(asked, call, Result { try work() })) }
    return .later { await self.finish(asked, call, self.pooled(call, work)) }
  }

  private func pooled(
    _ call: EndpointCall, _ work: @escaping @Sendable () throws -> SCIMAnswer
  ) async -> Result<SCIMAnswer, any Error> {
    let deadline = call.started.advanced(by: .seconds(configuration.limits.searchSeconds))
    return await searches.run(for: configuration.identity.name, until: deadline, work)
  }

  private func scimRequest(_ request: HTTPRequest, _ call: EndpointCall) throws -> SCIMRequest {
    let unwanted = mediaTypeError(request.head)
    var sent = call.sent(unwanted == nil ? try parsedBody(request.body) : nil)
    sent.semantics = configuration.dialect.semantics
    let asked = try SCIMRequest(sent: sent, normalized: try configuration.dialect.normalize(sent))
    if let unwanted { throw unwanted }
    return asked
  }

  private func parsedBody(_ bytes: [UInt8]) throws -> JSON? {
    guard !bytes.isEmpty else { return nil }
    do {
      return try JSON(parsing: bytes)
    } catch {
      throw SCIMError.invalidSyntax("the body isn't JSON that can be taken: \(error)")
    }
  }

  func carryOut(_ asked: SCIMRequest, _ call: EndpointCall) async -> Result<SCIMAnswer, any Error> {
    let result = await written(asked, call)
    guard case .success = result, case .resource(.user, _) = asked.route else { return result }
    if mayFreeNames(asked) {
      await settle(call) { try await $0.settle(at: call.at, requestID: call.requestID) }
    } else if configuration.managedAppleID != nil {
      await settle(call) { try await $0.settleAppleIDs(at: call.at, requestID: call.requestID) }
    }
    return result
  }

  private func mayFreeNames(_ asked: SCIMRequest) -> Bool {
    asked.method == "DELETE" || configuration.userNameChange == .follow
  }

  /// The request is carried out, whatever comes of this: what stays on hold is settled by the next freed name.
  private func settle(_ call: EndpointCall, _ work: (HoldSettlement) async throws -> Void) async {
    do {
      try await work(HoldSettlement(store))
    } catch {
      say(call, "settle", 500, notes: [], cause: String(describing: error))
    }
  }

  private func written(_ asked: SCIMRequest, _ call: EndpointCall) async -> Result<SCIMAnswer, any Error> {
    do {
      switch (asked.route, asked.method) {
      case (.collection(let kind), "POST"): return .success(try await create(kind, asked, call))
      case (.resource(let kind, let id), "PUT"): return .success(try await replace(kind, id, asked, call))
      case (.resource(let kind, let id), "PATCH"): return .success(try await patch(kind, id, asked, call))
      case (.resource(let kind, let id), "DELETE"): return .success(try await delete(kind, id, asked, call))
      case (.bulk, "POST"): return .success(try await bulk(asked, call))
      case (.search(let kind), "POST"):
        let query = try searchQuery(asked, kind)
        return await pooled(call) { try self.search(query, at: call.at) }
      default: throw WrongMethod(allowed: asked.route.methods)
      }
    } catch {
      return .failure(error)
    }
  }

  /// Renders the answer in the provider's dialect and reports it.
  private func finish(
    _ asked: SCIMRequest, _ call: EndpointCall, _ result: Result<SCIMAnswer, any Error>
  ) -> HTTPResponse {
    switch result {
    case .success(let answer):
      let rendered = render(answer, to: asked)
      let response = httpResponse(rendered, answer, call)
      say(
        call, asked.operation, rendered.status, notes: asked.notes + answer.notes + rendered.notes,
        batchSize: answer.batchSize, recording: recording(call, asked, response, isRefusal: false))
      return response
    case .failure(let error):
      return refused(call, error, asked)
    }
  }

  func render(_ answer: SCIMAnswer, to asked: SCIMRequest) -> AdapterResponse {
    let type = AdapterHeader("Content-Type", "application/scim+json; charset=utf-8")
    let headers = answer.body == nil && answer.text == nil ? answer.headers : [type] + answer.headers
    let plain = AdapterResponse(status: answer.status, headers: headers, body: answer.body)
    return configuration.dialect.render(plain, to: asked.sent)
  }

  private func httpResponse(_ rendered: AdapterResponse, _ answer: SCIMAnswer, _ call: EndpointCall) -> HTTPResponse {
    var headers = rendered.headers.map { (name: $0.name, value: $0.value) }
    headers.append((name: "Request-Id", value: call.requestID))
    if let text = answer.text { return HTTPResponse(status: rendered.status, headers: headers, body: .bytes(text)) }
    guard var body = rendered.body, rendered.status != 204, rendered.status != 304 else {
      return HTTPResponse(status: rendered.status, headers: headers, body: .bytes([]))
    }
    if let members = answer.members, case .object(var object) = body {
      object["members"] = .array(members)
      body = .object(object.metaLast)
    }
    return HTTPResponse(status: rendered.status, headers: headers, body: .bytes(body.bytes))
  }
}

extension JSONObject {
  /// The members with `meta` at the end.
  fileprivate var metaLast: JSONObject {
    guard let meta = self["meta"] else { return self }
    var moved = self
    moved["meta"] = nil
    moved["meta"] = meta
    return moved
  }
}
