import CMicroHTTPD

/// Takes a request through its stages: head, admission, body, answer.
final class Service: Sendable {
  /// The requests being answered.
  let inFlight = InFlight()
  /// The open connections.
  let connections: Connections
  /// Sockets that are being closed gently.
  let lingering = Lingering()
  private let handler: any HTTPHandler
  private let trusted: TrustedProxies
  private let limits: HTTPLimits

  /// A service without connections yet.
  init(_ handler: any HTTPHandler, _ trusted: TrustedProxies, _ limits: HTTPLimits) {
    self.handler = handler
    self.trusted = trusted
    self.limits = limits
    connections = Connections(perSource: limits.connectionsPerSource)
  }

  /// The head of a request is complete.
  func begin(
    _ exchange: Exchange, _ handle: OpaquePointer,
    _ line: (method: UnsafePointer<CChar>, version: UnsafePointer<CChar>)
  ) -> MHD_Result {
    let received = ReceivedHead(
      handle, method: line.method, target: exchange.target, version: line.version, most: limits.fields)
    inFlight.begin()
    exchange.isCounted = true
    do {
      let framing = try RequestGuard(limits).judge(received)
      let head = head(received, exchange, framing)
      exchange.head = head
      return admit(head, exchange, handle)
    } catch {
      let head = head(received, exchange, Framing())
      return refuse(handler.refusal(error, head), exchange, handle)
    }
  }

  /// A piece of the body has come.
  func take(_ bytes: UnsafeRawBufferPointer, _ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    guard case .body(let limit) = exchange.stage else { return .YES }
    guard bytes.count <= limit - exchange.body.count else {
      exchange.connection?.leaveInput()
      handler.refusal(.bodyTooLarge(limit: limit), exchange.head).sendAsLastWords(on: handle, exchange.connection)
      return .NO
    }
    exchange.body.append(contentsOf: bytes)
    exchange.connection?.received(bytes.count)
    return .YES
  }

  /// The request is complete, or its connection was resumed.
  func finish(_ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    switch exchange.stage {
    case .line, .answered: return .YES
    case .refused(let response): return respond(response, exchange, handle)
    case .body: return answer(exchange, handle)
    case .working: return work(exchange, handle)
    case .waiting:
      guard let response = exchange.resolved else { return .YES }
      inFlight.resume(exchange)
      return respond(response, exchange, handle)
    }
  }

  /// The request is answered, or its connection has ended.
  func end(_ exchange: Exchange) {
    if exchange.isCounted { inFlight.end() }
    exchange.leave()
    // The library doesn't come back for the answer when the client has gone.
    inFlight.resume(exchange)
    exchange.connection?.enter(.idle(since: .now))
  }

  /// Answers what is still suspended with 503 and suspends nothing any more.
  func giveUp() {
    for exchange in inFlight.close() { exchange.resolve(handler.refusal(.stopping, exchange.head)) }
  }

  private func head(_ received: ReceivedHead, _ exchange: Exchange, _ framing: Framing) -> HTTPHead {
    let headers = HTTPHeaders(received.fields.map { ($0.name, trimmed($0.value)) })
    let remote = exchange.connection.map { trusted.client(of: $0.peer, forwarded: headers.all("X-Forwarded-For")) }
    return HTTPHead(
      method: received.method, target: received.target, headers: headers, remote: remote?.description ?? "",
      contentLength: framing.length, hasBody: framing.hasBody)
  }

  private func admit(_ head: HTTPHead, _ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    switch handler.admit(head) {
    case .refuse(let response):
      guard !head.hasBody else { return refuse(response, exchange, handle) }
      exchange.stage = .refused(response)
    case .accept(let limit, let pass):
      guard (head.contentLength ?? 0) <= limit else {
        return refuse(handler.refusal(.bodyTooLarge(limit: limit), head), exchange, handle)
      }
      exchange.stage = .body(limit: limit)
      exchange.pass = pass
      exchange.body.reserveCapacity(min(head.contentLength ?? 0, 256 << 10))
    }
    exchange.connection?.enter(head.hasBody ? .body(since: .now, received: 0) : .handling)
    return .YES
  }

  /// Answers before the body has been read; the library then closes the connection by itself.
  private func refuse(_ response: HTTPResponse, _ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    exchange.connection?.leaveInput()
    return response.queue(on: handle, for: exchange, closing: true)
  }

  private func answer(_ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    guard let head = exchange.head else { return .NO }
    exchange.connection?.enter(.handling)
    // A request that is going to be refused must not reach the handler, which would carry it out in vain.
    guard !inFlight.isClosed else { return respond(handler.refusal(.stopping, head), exchange, handle) }
    let request = HTTPRequest(head: head, body: exchange.body)
    exchange.body = []
    switch handler.answer(request, pass: exchange.pass) {
    case .now(let response): return respond(response, exchange, handle)
    case .later(let work): return wait(for: work, exchange, handle)
    case .soon(let work): return begin(work, exchange, handle)
    }
  }

  private func wait(
    for work: @escaping @Sendable () async -> HTTPResponse, _ exchange: Exchange, _ handle: OpaquePointer
  ) -> MHD_Result {
    guard inFlight.suspend(exchange) else {
      return respond(handler.refusal(.stopping, exchange.head), exchange, handle)
    }
    exchange.suspend(handle)
    Task.detached(executorPreference: AnswerExecutor.shared) { exchange.resolve(await work()) }
    return .YES
  }

  private func begin(
    _ work: @escaping @Sendable () async -> HTTPResponse, _ exchange: Exchange, _ handle: OpaquePointer
  ) -> MHD_Result {
    guard inFlight.suspend(exchange) else {
      return respond(handler.refusal(.stopping, exchange.head), exchange, handle)
    }
    exchange.stage = .working
    Task.detached(executorPreference: exchange) { exchange.resolve(await work()) }
    return self.work(exchange, handle)
  }

  private func work(_ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    guard let response = exchange.work(handle) else { return .YES }
    inFlight.resume(exchange)
    return respond(response, exchange, handle)
  }

  private func respond(_ response: HTTPResponse, _ exchange: Exchange, _ handle: OpaquePointer) -> MHD_Result {
    response.queue(on: handle, for: exchange, closing: inFlight.isDraining)
  }
}
